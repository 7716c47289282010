/** The table of formulations as it was chosen: which are in it, in which order, in which columns. */

import { useMemo } from 'preact/hooks';
import type { Core, Formulation, FormulationsBlock } from '../data/contract';
import { attestation, count, folded } from '../data/format';
import { address } from '../data/route';
import { decodePlaces, usesOf } from '../data/store';
import { useLater, useStore } from './context';
import { Slotted, shownText, useLanguageOf } from './phrase';
import { Strip } from './strip';
import { sorted, type Column } from './table';

export interface Listed {
  /** Index into `core.formulations`. */
  index: number;
  row: Formulation;
  watched: boolean;
  /** Where the words were found, if what is shown of it does not have them: alternatives, or a wording. */
  found?: string;
}

export interface ListChoices {
  q: string;
  /** Also in wordings that `slots` does not show. */
  wordings: boolean;
  author: string;
  from: string;
  to: string;
  kind: string;
  became: string;
  least: number;
  sort: string;
}

export function listChoices(query: URLSearchParams): ListChoices {
  const text = (name: string) => query.get(name) ?? '';
  return {
    q: text('q'),
    wordings: query.has('wordings'),
    author: text('author'),
    from: text('from'),
    to: text('to'),
    kind: text('kind'),
    became: text('became'),
    least: Number(text('least')) || 0,
    sort: text('sort'),
  };
}

const haystacks = new WeakMap<readonly Formulation[], string[]>();

/** Folding is slow, and most text needs none of it. */
function quicklyFolded(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text.toLowerCase() : folded(text);
}

function haystacksOf(rows: readonly Formulation[]): string[] {
  let made = haystacks.get(rows);
  if (!made) {
    made = rows.map((row) => quicklyFolded(`${row.text}\n${row.slots}`));
    haystacks.set(rows, made);
  }
  return made;
}

/** What became of a row: `changed`, `silent`, `burst`. */
export function becameOf(row: Formulation): Set<string> {
  return new Set(row.became.map(({ kind }) => kind));
}

/** `president | presidency`: the alternatives of the slots that have a word. */
function alternativesWith(words: string[], slots: string): string {
  const found = slots.split(/[{}|]/).filter((value) => words.some((word) => quicklyFolded(value).includes(word)));
  return [...new Set(found)].slice(0, 3).join(' | ');
}

/** By row: whether a document of the author has it. */
function usedBy(author: string, core: Core, block: FormulationsBlock): boolean[] {
  const theirs = core.documents.author.map((name) => name === author);
  return block.rows.map(({ places }, row) => decodePlaces(places, row).some(({ document }) => theirs[document]));
}

function usedIn(row: Formulation, from: number, to: number): boolean {
  return usesOf(row).some(({ period }) => period >= from && period <= to);
}

/** The periods between which a use is asked for, as indices. */
function range(core: Core, from: string, to: string): [number, number] | undefined {
  if (from === '' && to === '') return undefined;
  const { names } = core.periods;
  const first = from === '' ? 0 : names.indexOf(from);
  const last = to === '' ? names.length - 1 : names.indexOf(to);
  return first <= last ? [first, last] : [last, first];
}

/** Whether choices can only be followed when the block `formulations` has been read. */
export function needsBlock({ author, wordings, q }: ListChoices): boolean {
  return author !== '' || (wordings && q.trim() !== '');
}

/** Those that the choices leave, as ranked. `block`: when it has been read, and only if it is needed. */
export function filtered(core: Core, choices: ListChoices, block: FormulationsBlock | undefined): Listed[] {
  const words = quicklyFolded(choices.q).split(/\s+/).filter(Boolean);
  const texts = haystacksOf(core.formulations);
  const periods = range(core, choices.from, choices.to);
  const theirs = choices.author !== '' && block ? usedBy(choices.author, core, block) : undefined;
  const has = (text: string) => words.every((word) => text.includes(word));
  const list: Listed[] = [];
  core.formulations.forEach((row, index) => {
    if (choices.kind !== '' && row.kind !== choices.kind) return;
    if (row.documents < choices.least) return;
    if (periods && !usedIn(row, ...periods)) return;
    if (theirs && !theirs[index]) return;
    if (choices.became !== '' && !becameOf(row).has(choices.became)) return;
    const listed: Listed = { index, row, watched: index < core.watched };
    if (words.length > 0 && !has(texts[index] ?? '')) {
      const wording = choices.wordings && block?.rows[index]?.wordings.find(({ text }) => has(quicklyFolded(text)));
      if (!wording) return;
      listed.found = wording.text;
    } else if (words.length > 0) {
      // Of many alternatives only some are shown.
      const shown = quicklyFolded(shownText(row));
      const hidden = words.filter((word) => !shown.includes(word));
      if (hidden.length > 0) listed.found = alternativesWith(hidden, row.slots);
    }
    list.push(listed);
  });
  return list;
}

/** What the choices leave; `reading`: not all of them are followed yet. */
export function useFiltered(choices: ListChoices): { list: Listed[]; reading: boolean; trouble?: string } {
  const store = useStore();
  const needed = needsBlock(choices);
  const state = useLater(async () => (needed ? await store.formulations() : undefined), [needed]);
  const { q, wordings, author, from, to, kind, became, least } = choices;
  const list = useMemo(
    () => filtered(store.core, choices, state.value),
    [q, wordings, author, from, to, kind, became, least, state.value],
  );
  return {
    list,
    reading: needed && state.value === undefined && state.trouble === undefined,
    ...(state.trouble === undefined ? {} : { trouble: state.trouble }),
  };
}

/** The axis of the strips: the first, the middle and the last period. */
function StripAxis({ names }: { names: readonly string[] }) {
  const width = Math.min(240, Math.max(60, names.length * 6)); // as Strip
  const first = names[0] ?? '';
  const last = names.at(-1) ?? '';
  const middle = names[Math.floor((names.length - 1) / 2)] ?? '';
  const shown = names.length < 2 ? [first] : names.length > 12 && width > 140 ? [first, middle, last] : [first, last];
  return (
    <span class="strip-axis" style={{ width: `${width}px` }}>
      {shown.map((name) => (
        <span key={name}>{name}</span>
      ))}
    </span>
  );
}

function FormulationCell({ listed, list }: { listed: Listed; list: string }) {
  const { row, index, found } = listed;
  const lang = useLanguageOf(row);
  return (
    <>
      <a class="phrase" href={address(['formulation', index], { list })} dir="auto" lang={lang}>
        <Slotted text={shownText(row)} most={3} />
      </a>
      {found !== undefined && (
        <span class="found">
          also:{' '}
          <bdi class="wording" lang={lang}>
            {found}
          </bdi>
        </span>
      )}
      {row.documents === 0 && <span class="found">not found in any document</span>}
    </>
  );
}

/** The first or the last use. */
function attested(core: Core, which: 'first' | 'last'): Column<Listed> {
  return {
    name: `${which}_date`,
    title: which === 'first' ? 'First' : 'Last',
    hint: `The ${which === 'first' ? 'earliest' : 'latest'} date of a document with it`,
    value: ({ row }) => row[which].date,
    cell: ({ row, index }) => {
      const document = row[which].documents[0];
      if (document === undefined) return '–';
      const [date, ties] = attestation(core, row[which]).split(' (');
      return (
        <a class="date" href={address(['document', document], { f: index })}>
          {date}
          {ties && <small>({ties}</small>}
        </a>
      );
    },
  };
}

/** Of a corpus that has periods. */
function columnsOverTime(core: Core): Column<Listed>[] {
  const { names } = core.periods;
  return [
    {
      name: 'peak',
      title: 'Over time',
      wide: true,
      hint: 'The share of documents with it in each period. Sorted by the period in which the largest share has it',
      value: ({ row }) => names[row.peak],
      cell: ({ row }) => <Strip row={row} periods={core.periods} />,
      head: <StripAxis names={names} />,
    },
    {
      name: 'life',
      title: 'What became of it',
      wide: true,
      hint: 'Words that took the place of others, silences, and periods that stand out',
      value: ({ row }) => row.life,
      order: ({ row }) => row.became[0]?.brief,
      cell: ({ row }) => <Life row={row} />,
    },
  ];
}

/** `list`: the choices of the table, for the card to know what is next. */
export function listColumns(core: Core, list: string): Column<Listed>[] {
  const named = core.documents.author.some((author) => author !== '');
  const columns: Column<Listed>[] = [
    {
      name: 'rank',
      title: 'Rank',
      numeric: true,
      hint: 'The most telling first: spread over documents and authors, of several words that seldom stand apart',
      value: ({ row }) => row.rank,
      cell: ({ row, watched }) =>
        watched ? (
          <>
            <span class="badge">watch-list</span> {row.rank}
          </>
        ) : (
          row.rank
        ),
    },
    {
      name: 'formulation',
      title: 'Formulation',
      value: ({ row }) => row.text,
      cell: (listed) => <FormulationCell listed={listed} list={list} />,
    },
  ];
  columns.push({ name: 'slots', title: 'Slots', onlySaved: true, value: ({ row }) => row.slots });
  if (core.watched > 0) {
    columns.push({
      name: 'watched',
      title: 'Watch-list',
      onlySaved: true,
      value: ({ watched }) => (watched ? 'yes' : 'no'),
    });
  }
  if (new Set(core.formulations.map((row) => row.kind)).size > 1) {
    columns.push({ name: 'kind', title: 'Kind', wide: true, value: ({ row }) => row.kind });
  }
  columns.push(
    {
      name: 'documents',
      title: 'Documents',
      numeric: true,
      value: ({ row }) => row.documents,
      cell: ({ row }) => count(row.documents),
    },
    {
      name: 'occurrences',
      title: 'Places',
      numeric: true,
      hint: 'How often it stands in the texts, in all wordings',
      value: ({ row }) => row.occurrences,
      cell: ({ row }) => count(row.occurrences),
    },
  );
  if (named) {
    columns.push({
      name: 'authors',
      title: 'Authors',
      numeric: true,
      wide: true,
      hint: 'Different authors; documents without an author are not counted',
      value: ({ row }) => row.authors || null, // none is named: not known
    });
  }
  columns.push(attested(core, 'first'), attested(core, 'last'));
  if (core.periods.names.length > 0) columns.push(...columnsOverTime(core));
  return columns;
}

function Life({ row: { became: parts } }: { row: Formulation }) {
  const most = 2;
  return (
    <span class="life" title={parts.map((part) => part.sentence).join(' ')}>
      {parts.slice(0, most).map((part, i) => (
        <bdi key={i}>{part.brief}</bdi>
      ))}
      {parts.length > most && <span class="quiet">and {parts.length - most} more</span>}
    </span>
  );
}

/** The indices of what the table shows, in its order. */
export function inOrder(core: Core, list: readonly Listed[], sort: string): number[] {
  return sorted(list, listColumns(core, ''), sort).map(({ index }) => index);
}
