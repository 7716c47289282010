/** Stretches of other documents, in their surroundings, and what stands at a spot of a text. */

import { useMemo, useState } from 'preact/hooks';
import type { PassageRow } from '../data/contract';
import { count, counted, dateOf, percent } from '../data/format';
import { address, choose } from '../data/route';
import type { Place } from '../data/store';
import { useLater, useStore } from './context';
import { oneLine } from './formulation-text';
import { Whose } from './whose';
import { DocumentLink, FormulationLink } from './phrase';

/** A stretch with some words before and after it. */
export function InContext({
  document,
  begin,
  end,
  around = 60,
}: {
  document: number;
  begin: number;
  end: number;
  around?: number;
}) {
  const store = useStore();
  const { value: text, trouble } = useLater(() => store.text(document), [document]);
  if (trouble !== undefined) return <span role="alert">{trouble}</span>;
  if (text === undefined) return <span class="quiet">…</span>;
  const words = text.slice(begin, end);
  if (words === undefined) return <span class="quiet">Its text is not in this page.</span>;
  return (
    <span class="text context" dir="auto" lang={store.core.documents.language[document] || undefined}>
      {oneLine(text.before(begin, around))}
      <mark>{oneLine(words)}</mark>
      {oneLine(text.after(end, around))}
    </span>
  );
}

/** A side of a passage. */
export interface Side {
  document: number;
  begin: number;
  end: number;
  tokens: number;
}

export function sideA(row: PassageRow): Side {
  return { document: row.a, begin: row.a_begin, end: row.a_end, tokens: row.tokens_a };
}

export function sideB(row: PassageRow): Side {
  return { document: row.b, begin: row.b_begin, end: row.b_end, tokens: row.tokens_b };
}

/** The sides in a document, each with the other one; both where a document repeats itself. */
export function sidesIn(row: PassageRow, document: number): { here: Side; there: Side }[] {
  const [a, b] = [sideA(row), sideB(row)];
  return [
    { here: a, there: b },
    { here: b, there: a },
  ].filter(({ here }) => here.document === document);
}

/** A passage that stands at a spot, and where else. */
export interface PassageHere {
  passage: number;
  row: PassageRow;
  there: Side;
}

interface Props {
  document: number;
  /** What covers the spot, most widely shared first. */
  here: readonly Place[];
  passages: readonly PassageHere[];
  /** The formulation whose places are listed. */
  row: number | undefined;
  /** Whether passages come first. */
  passagesFirst: boolean;
}

const step = 25;

export function Elsewhere({ document, here, passages, row, passagesFirst }: Props) {
  const ofPassages = passages.length > 0 && <PassagesHere document={document} passages={passages} />;
  return (
    <>
      {passagesFirst && ofPassages}
      {here.length > 0 && <FormulationsHere here={here} row={row} />}
      {row !== undefined && <OtherPlaces key={row} row={row} document={document} here={here} />}
      {!passagesFirst && ofPassages}
      {here.length === 0 && passages.length === 0 && <p>Nothing that is shared stands at this spot.</p>}
    </>
  );
}

function PassagesHere({ document, passages }: { document: number; passages: readonly PassageHere[] }) {
  const { core } = useStore();
  const [most, show] = useState(10);
  const inOrder = useMemo(
    () =>
      [...passages].sort(
        (x, y) => (core.documents.by_date[x.there.document] ?? 0) - (core.documents.by_date[y.there.document] ?? 0),
      ),
    [passages],
  );
  return (
    <section>
      <h3>{counted(passages.length, 'passage')} here</h3>
      <ul class="places">
        {inOrder.slice(0, most).map(({ passage, row, there }) => (
          <li key={`${passage} ${there.begin}`}>
            <span class="quiet">{dateOf(core, there.document)}</span>{' '}
            <DocumentLink document={there.document} at={there.begin} choices={{ passage }} />
            {there.document === document ? (
              ' (this document)'
            ) : (
              <>
                {' '}
                <Whose document={there.document} />
              </>
            )}
            <br />
            <span class="small">
              {counted(there.tokens, 'word')}, {percent(row.similarity)} alike:{' '}
              <a href={address(['passage', passage])}>word by word</a>
              {there.document !== document && (
                <>
                  {' · '}
                  <a href={address(['pair', document, there.document], { passage })}>both texts</a>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      <More shown={most} all={passages.length} show={() => show(most + step)} />
    </section>
  );
}

function FormulationsHere({ here, row }: { here: readonly Place[]; row: number | undefined }) {
  const { core } = useStore();
  const [most, show] = useState(8);
  return (
    <section>
      <h3>{counted(here.length, 'formulation')} here</h3>
      <ul class="places">
        {here.slice(0, most).map((place) => (
          <li key={`${place.row} ${place.begin}`}>
            <FormulationLink row={place.row} most={3} />{' '}
            <span class="small quiet">in {counted(core.formulations[place.row]?.documents ?? 0, 'document')}</span>
            <Wording place={place} />
            {place.row !== row && (
              <button type="button" class="plain small" onClick={() => choose({ f: place.row })}>
                Where else?
              </button>
            )}
          </li>
        ))}
      </ul>
      <More shown={most} all={here.length} show={() => show(most + step)} />
    </section>
  );
}

/** How it is worded at a place, where that differs from how the formulation is called. */
function Wording({ place }: { place: Place }) {
  const store = useStore();
  const { value: block } = useLater(() => store.formulations(), [store]);
  const formulation = store.core.formulations[place.row];
  const wording = block?.rows[place.row]?.wordings[place.wording];
  if (!formulation || !wording || wording.text === formulation.text) return null;
  return (
    <div class="small">
      <span class="quiet">here worded:</span>{' '}
      <bdi class="wording" lang={store.core.documents.language[place.document] || undefined}>
        {wording.text}
      </bdi>
    </div>
  );
}

/** The other places of a formulation, by date. */
function OtherPlaces({ row, document, here }: { row: number; document: number; here: readonly Place[] }) {
  const store = useStore();
  const { core } = store;
  const [most, show] = useState(step);
  const { value: places } = useLater(() => store.places(), [store]);
  const spot = here.find((place) => place.row === row);
  const others = useMemo(
    () =>
      (places?.[row] ?? [])
        .filter((place) => place.document !== document || place.begin !== spot?.begin)
        .sort(
          (x, y) =>
            (core.documents.by_date[x.document] ?? 0) - (core.documents.by_date[y.document] ?? 0) || x.begin - y.begin,
        ),
    [places, row, document, spot?.begin],
  );
  return (
    <section>
      <h3>
        Where else: <FormulationLink row={row} most={3} />
      </h3>
      {places === undefined ? (
        <p class="quiet" role="status">
          Reading…
        </p>
      ) : (
        <p class="small quiet">
          {counted(others.length, 'other place')}
          {places[row]!.length < (core.formulations[row]?.occurrences ?? 0) && ' of those on this page'}, by date
        </p>
      )}
      <ol class="places">
        {others.slice(0, most).map((place) => (
          <li key={`${place.document} ${place.begin}`}>
            <span class="quiet">{dateOf(core, place.document)}</span>{' '}
            <DocumentLink document={place.document} at={place.begin} choices={{ f: row }} />
            {place.document === document ? (
              ' (this document)'
            ) : (
              <>
                {' '}
                <Whose document={place.document} />
              </>
            )}
            <br />
            <InContext document={place.document} begin={place.begin} end={place.end} />
          </li>
        ))}
      </ol>
      <More shown={most} all={others.length} show={() => show(most + step)} />
    </section>
  );
}

function More({ shown, all, show }: { shown: number; all: number; show: () => void }) {
  if (all <= shown) return null;
  return (
    <p class="small">
      <button type="button" onClick={show}>
        Show more
      </button>{' '}
      <span class="quiet">
        the first {count(shown)} of {count(all)}
      </span>
    </p>
  );
}
