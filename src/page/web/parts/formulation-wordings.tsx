/** The wordings of a formulation, each with what fills its slots; one of them filters the occurrences. */

import { Fragment } from 'preact';
import { useMemo } from 'preact/hooks';
import { count, dateOf } from '../data/format';
import { address, choose } from '../data/route';
import type { Place } from '../data/store';
import { showOccurrences } from './formulation-change';
import { leftOut, type Card, type PlaceFilter } from './formulation-uses';
import { SlotValue } from './formulation-words';
import { useLanguageOf } from './phrase';
import { Table, type Column } from './table';

interface WordingRow {
  wording: number;
  text: string;
  values: string[];
  documents: number;
  places: number;
  first?: Place;
  last?: Place;
}

function wordingRows(card: Card): WordingRow[] {
  const rows = card.detail.wordings.map(({ text, values, documents, occurrences }, wording): WordingRow => ({
    wording,
    text,
    values,
    documents,
    places: occurrences,
  }));
  for (const place of card.places) {
    const row = rows[place.wording];
    if (!row || !card.core.documents.date[place.document]) continue;
    row.first ??= place;
    row.last = place;
  }
  return rows;
}

function columns(card: Card, chosen: number | undefined, lang: string | undefined): Column<WordingRow>[] {
  const attested = (which: 'first' | 'last'): Column<WordingRow> => ({
    name: which,
    title: which === 'first' ? 'First' : 'Last',
    value: (row) => (row[which] ? card.core.documents.date[row[which].document] : ''),
    cell: (row) => {
      const place = row[which];
      if (!place) return '–';
      return (
        <a class="date" href={address(['document', place.document], { at: place.begin, f: card.index })}>
          {dateOf(card.core, place.document)}
        </a>
      );
    },
  });
  return [
    {
      name: 'wording',
      title: 'Wording',
      value: (row) => row.text,
      cell: (row) => (
        <button
          type="button"
          class="plain wording"
          aria-pressed={row.wording === chosen}
          title="Show its places below"
          dir="auto"
          lang={lang}
          onClick={() => {
            choose({ wording: row.wording === chosen ? undefined : row.wording, value: undefined });
            showOccurrences();
          }}
        >
          {row.text}
        </button>
      ),
    },
    ...(card.template.slots > 0
      ? [
          {
            name: 'slot_values',
            title: card.template.slots === 1 ? 'In the slot' : 'In the slots',
            hint: 'What stands where words vary, from the first slot to the last; “–” where the wording is too different to say',
            wide: true,
            value: (row: WordingRow) => row.values.map((value, slot) => `${slot + 1}=${value}`).join(';'),
            cell: (row: WordingRow) =>
              row.values.length === 0
                ? '–'
                : row.values.map((value, slot) => (
                    <Fragment key={slot}>
                      {slot > 0 && <span class="quiet"> · </span>}
                      <SlotValue value={value} />
                    </Fragment>
                  )),
          },
        ]
      : []),
    {
      name: 'documents',
      title: 'Documents',
      numeric: true,
      value: (row) => row.documents,
      cell: (row) => count(row.documents),
    },
    {
      name: 'occurrences',
      title: 'Places',
      numeric: true,
      value: (row) => row.places,
      cell: (row) => count(row.places),
    },
    // Of some of the places nobody could say which is the first.
    ...(leftOut(card) === 0 && card.places.some(({ document }) => card.core.documents.date[document])
      ? [attested('first'), attested('last')]
      : []),
  ];
}

export function Wordings({ card, query, filter }: { card: Card; query: URLSearchParams; filter: PlaceFilter }) {
  const rows = useMemo(() => wordingRows(card), [card]);
  const lang = useLanguageOf(card.row);
  if (rows.length < 2) return null;
  return (
    <section aria-labelledby="wordings">
      <h2 id="wordings">Its {count(rows.length)} wordings</h2>
      {/* Hundreds of wordings must not stand between the reader and the places. */}
      <div class={rows.length > 15 ? 'in-a-box' : ''}>
        <Table
          caption="Wordings"
          columns={columns(card, filter.wording, lang)}
          rows={rows}
          rowKey={(row) => row.wording}
          file={`formulation-${card.row.rank}-wordings`}
          sort={query.get('wsort') ?? ''}
          sortChoice="wsort"
          what="wording"
        />
      </div>
    </section>
  );
}
