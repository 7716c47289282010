/** A document as it was printed, with what it shares. */

import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { max } from 'd3-array';
import { count, counted, dateOf, nameOf, percent } from '../data/format';
import type { PassageRow } from '../data/contract';
import { address, choose } from '../data/route';
import type { Place } from '../data/store';
import type { DocumentText } from '../data/text';
import { Later, useLater, useStore } from '../parts/context';
import { Elsewhere, sidesIn } from '../parts/elsewhere';
import { mostLike } from '../parts/likeness';
import { MarginMap } from '../parts/margin';
import { Reading, type ReadingHandle } from '../parts/reading';
import { segmentsOf, type Mark, type Segment } from '../parts/segments';
import { markClass, othersOf, sharingInWords, SharingLegend, sharingStep } from '../parts/sharing';
import { Whose } from '../parts/whose';
import './document.css';

export function DocumentView({ document, query }: { document: number; query: URLSearchParams }) {
  const store = useStore();
  const { core } = store;
  const known = core.documents.id[document] !== undefined;
  const state = useLater(async () => {
    const [text, places, passages, block] = await Promise.all([
      store.text(document),
      store.placesByDocument(),
      store.passagesByDocument(),
      store.passages(),
    ]);
    return { text, places: places[document] ?? [], passages: passages[document] ?? [], rows: block.rows };
  }, [document]);
  if (!known) {
    return (
      <>
        <h1 tabIndex={-1}>No such document</h1>
        <p>
          This page knows {counted(core.documents.id.length, 'document')}. <a href="#/documents">All documents</a>
        </p>
      </>
    );
  }
  return (
    <>
      <Head document={document} />
      <Later state={state}>
        {({ text, places, passages, rows }) => (
          <Body document={document} text={text} places={places} passages={passages} rows={rows} query={query} />
        )}
      </Later>
    </>
  );
}

function Head({ document }: { document: number }) {
  const { core, inOrderOfDate: order } = useStore();
  const { documents } = core;
  const place = documents.by_date[document] ?? 0;
  const [before, after] = [order[place - 1], order[place + 1]];
  const tokens = documents.tokens[document] ?? 0;
  const shared = core.shared_tokens[document] ?? 0;
  const source = documents.source_url[document] ?? '';
  return (
    <header class="document-head">
      <h1 tabIndex={-1} dir="auto" lang={documents.language[document] || undefined}>
        {nameOf(core, document)}
      </h1>
      <dl class="facts">
        <Fact name="Date">{dateOf(core, document)}</Fact>
        <Fact name="Author">{documents.author[document]}</Fact>
        <Fact name="Institution">{documents.institution[document]}</Fact>
        <Fact name="Genre">{documents.genre[document]}</Fact>
        <Fact name="Series">{documents.series[document]}</Fact>
        <Fact name="Words">{count(tokens)}</Fact>
        <Fact name="Shared">
          {tokens > 0 && (
            <span title="Words that stand in a listed formulation, or word for word in a passage, that another document has too">
              {percent(shared / tokens)} ({counted(shared, 'word')})
            </span>
          )}
        </Fact>
        <Fact name="Warning">{core.warnings.find((warning) => warning.document === document)?.text}</Fact>
        <Fact name="Id">{documents.title[document] ? documents.id[document] : ''}</Fact>
        <Fact name="File">
          <span class="small">{documents.file[document]}</span>
        </Fact>
        <Fact name="Source">
          {/^https?:\/\//i.test(source) ? (
            <a href={source} rel="noreferrer" target="_blank">
              <bdi>{source}</bdi>
            </a>
          ) : (
            source
          )}
        </Fact>
      </dl>
      <nav class="steps by-date" aria-label="Documents by date">
        {before !== undefined && (
          <a href={address(['document', before])} data-key="p" rel="prev">
            ← <span class="quiet">{dateOf(core, before)}</span> <bdi>{nameOf(core, before)}</bdi>{' '}
            <Whose document={before} />
          </a>
        )}
        {after !== undefined && (
          <a href={address(['document', after])} data-key="n" rel="next">
            <span class="quiet">{dateOf(core, after)}</span> <bdi>{nameOf(core, after)}</bdi> <Whose document={after} />{' '}
            →
          </a>
        )}
      </nav>
    </header>
  );
}

/** Nothing where nothing is known. */
function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  if (!children) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}

function MostLike({ document }: { document: number }) {
  const store = useStore();
  const { core } = store;
  const { value: block } = useLater(() => store.similarity(), [store]);
  const table = block?.tables.find(({ k }) => k === core.closest_k) ?? block?.tables[0];
  const closest = useMemo(() => (table ? mostLike(table, document, 5) : []), [table, document]);
  if (!block || !table) return null;
  return (
    <section class="most-like">
      <h2>Most like it</h2>
      {closest.length === 0 ? (
        <p class="small quiet">
          {!block.complete
            ? 'It is in none of the closest pairs, which are all that this page holds.'
            : table.method === 'estimate'
              ? `Estimated: no other document shares ${table.k} words in a row with it. Some may share a few.`
              : `No other document shares ${table.k} words in a row with it.`}
        </p>
      ) : (
        <ol>
          {closest.map(({ a, b, jaccard }) => {
            const other = a === document ? b : a;
            return (
              <li key={other}>
                <a href={address(['pair', document, other])}>
                  <bdi>{nameOf(core, other)}</bdi>
                </a>{' '}
                <span class="quiet">
                  {dateOf(core, other)}, {percent(jaccard)} alike
                </span>{' '}
                <Whose document={other} />
              </li>
            );
          })}
        </ol>
      )}
      {closest.length > 0 && (
        <p class="small quiet">
          Alike: of all different sequences of {table.k} words in either text, how many stand in both
          {table.method === 'estimate' && ' (estimated)'}.
        </p>
      )}
    </section>
  );
}

type Show = 'formulations' | 'passages' | 'both';

interface Choices {
  at: number;
  row: number | undefined;
  passage: number | undefined;
  least: number;
  show: Show;
}

function number(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  return value !== null && /^\d+$/.test(value) ? Number(value) : undefined;
}

interface BodyProps {
  document: number;
  text: DocumentText;
  places: readonly Place[];
  passages: readonly number[];
  rows: readonly PassageRow[];
  query: URLSearchParams;
}

/** Passages that have a side in the document, with where they stand. */
type PassageSide = ReturnType<typeof sidesIn>[number] & { passage: number; row: PassageRow };

function chosenBy(query: URLSearchParams): Choices {
  const show = query.get('show');
  return {
    at: number(query, 'at') ?? -1,
    row: number(query, 'f'),
    passage: number(query, 'passage'),
    least: number(query, 'least') ?? 0,
    show: show === 'formulations' || show === 'passages' ? show : 'both',
  };
}

function useSides({ passages, rows, document }: BodyProps): PassageSide[] {
  return useMemo(
    () =>
      passages.flatMap((passage) => {
        const row = rows[passage];
        return row ? sidesIn(row, document).map(({ here, there }) => ({ passage, row, here, there })) : [];
      }),
    [passages, rows, document],
  );
}

/** The byte that is looked at; −1: none. */
function placeOf({ places, text }: BodyProps, sides: readonly PassageSide[], chosen: Choices): number {
  // A formulation or a passage without a place: its first one here.
  const first =
    chosen.row !== undefined
      ? places.find(({ row }) => row === chosen.row)?.begin
      : sides.find(({ passage }) => passage === chosen.passage)?.here.begin;
  return chosen.at >= 0 ? Math.min(chosen.at, Math.max(0, text.size - 1)) : (first ?? -1);
}

/** What is marked in the text. */
function useSegments({ places }: BodyProps, sides: readonly PassageSide[], chosen: Choices): Segment[] {
  const { core } = useStore();
  return useMemo(() => {
    const marks: Mark[] = [];
    if (chosen.show !== 'passages') {
      for (const { row, begin, end } of places) {
        const others = othersOf(core, row);
        if (others >= chosen.least || row === chosen.row) {
          marks.push({ begin, end, kind: 'formulation', id: row, weight: others });
        }
      }
    }
    if (chosen.show !== 'formulations') {
      for (const { passage, row, here } of sides) {
        marks.push({ begin: here.begin, end: here.end, kind: 'passage', id: passage, weight: row.score });
      }
    }
    return segmentsOf(marks, ({ kind, id }) => id === (kind === 'passage' ? chosen.passage : chosen.row));
  }, [places, sides, chosen.show, chosen.least, chosen.row, chosen.passage]);
}

/** Keys that go from mark to mark, and close what is open. */
function useKeys(reading: RefObject<ReadingHandle>, open: boolean, at: number, close: (byKeyboard: boolean) => void) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if ((event.target as Element).closest?.('input, select, textarea, dialog[open]')) return;
      if (event.key === 'j') reading.current?.step(1);
      else if (event.key === 'k') reading.current?.step(-1);
      else if (event.key === 'Escape' && open) close(true);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [open, at]);
}

function Body(props: BodyProps) {
  const { document, text, places, query } = props;
  const { core } = useStore();
  const documents = core.documents.id.length;
  const reading = useRef<ReadingHandle>(null);
  const column = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);
  const byKey = useRef(false);

  const sides = useSides(props);
  const chosen = chosenBy(query);
  const at = placeOf(props, sides, chosen);
  const segments = useSegments(props, sides, chosen);
  // Of a large corpus a page holds some texts in parts only.
  const printed = useMemo(() => segments.filter(({ begin, end }) => text.has(begin, end)), [segments, text]);
  const stepOf = (segment: Segment) => sharingStep(othersOf(core, segment.row), documents);
  const open = at >= 0;

  const close = (byKeyboard: boolean) => {
    choose({ at: undefined, f: undefined, passage: undefined });
    if (byKeyboard) reading.current?.focus(at);
  };
  useEffect(() => {
    if (at >= 0) reading.current?.reveal(at, false);
    if (at >= 0 && byKey.current) panel.current?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
    byKey.current = false;
    if (panel.current) panel.current.scrollTop = 0;
  }, [at, text]);
  useKeys(reading, open, at, close);

  const classOf = useMemo(() => (segment: Segment) => markClass(core, segment), [core]);
  const hasPassages = sides.length > 0;
  return (
    <>
      <Shown places={places} chosen={chosen} passages={hasPassages} />
      <SharingLegend documents={documents} passages={hasPassages} />
      {places.length + sides.length === 0 && <NothingHere />}
      <div class={open ? 'document-body open' : 'document-body'}>
        <div class="column" ref={column}>
          <Reading
            text={text}
            language={core.documents.language[document] || undefined}
            bodyBegin={core.documents.body_begin[document] ?? 0}
            segments={segments}
            classOf={classOf}
            titleOf={(segment) => sharingInWords(core, segment)}
            at={at}
            onOpen={(segment, key) => {
              byKey.current = key;
              choose({ at: segment.begin, f: undefined, passage: undefined });
            }}
            handle={reading}
          />
        </div>
        <div class="aside">
          {places.length + sides.length > 0 && (
            <p class="small quiet hint">
              A click on marked words tells where else they stand. <kbd>j</kbd> and <kbd>k</kbd> go from mark to mark,{' '}
              <kbd>Enter</kbd> opens, <kbd>Esc</kbd> closes.
            </p>
          )}
          <MostLike document={document} />
        </div>
        <MarginMap reading={column} segments={printed} stepOf={stepOf} />
        {open && (
          <Spot panel={panel} document={document} places={places} sides={sides} chosen={chosen} at={at} close={close} />
        )}
      </div>
    </>
  );
}

/** What of it is marked. */
function Shown({ places, chosen, passages }: { places: readonly Place[]; chosen: Choices; passages: boolean }) {
  return (
    <div class="choices">
      {places.length > 0 && passages && (
        <label>
          Show
          <select
            value={chosen.show}
            onChange={({ currentTarget: { value } }) => choose({ show: value === 'both' ? undefined : value })}
          >
            <option value="both">Formulations and passages</option>
            <option value="formulations">Formulations</option>
            <option value="passages">Passages</option>
          </select>
        </label>
      )}
      {chosen.show !== 'passages' && <Least places={places} least={chosen.least} />}
    </div>
  );
}

function NothingHere() {
  const { core } = useStore();
  return (
    <p>
      No formulation and no passage of this page stands in this document.
      {core.limits.length > 0 && (
        <>
          {' '}
          What the page leaves out is told on the <a href="#/">overview</a>.
        </>
      )}
    </p>
  );
}

interface SpotProps {
  panel: RefObject<HTMLElement>;
  document: number;
  places: readonly Place[];
  sides: readonly PassageSide[];
  chosen: Choices;
  at: number;
  close: (byKeyboard: boolean) => void;
}

/** What else has what stands at a byte. */
function Spot({ panel, document, places, sides, chosen, at, close }: SpotProps) {
  const { core } = useStore();
  const covering = useMemo(
    () =>
      places
        .filter(({ begin, end }) => begin <= at && at < end)
        .sort((x, y) => othersOf(core, y.row) - othersOf(core, x.row) || y.end - y.begin - (x.end - x.begin)),
    [places, at],
  );
  const passagesHere = useMemo(() => sides.filter(({ here }) => here.begin <= at && at < here.end), [sides, at]);
  const row = chosen.row ?? covering[0]?.row;
  return (
    <aside class="panel" ref={panel} aria-label="Where else this stands">
      <div class="panel-head">
        <h2 tabIndex={-1}>At this spot</h2>
        <button type="button" onClick={(event) => close(event.detail === 0)} aria-label="Close">
          ×
        </button>
      </div>
      <Elsewhere
        document={document}
        here={covering}
        passages={chosen.passage === undefined ? passagesHere : emphasisedFirst(passagesHere, chosen.passage)}
        row={row}
        passagesFirst={chosen.row === undefined}
      />
    </aside>
  );
}

function emphasisedFirst<Item extends { passage: number }>(items: readonly Item[], passage: number): Item[] {
  return [...items].sort((x, y) => Number(y.passage === passage) - Number(x.passage === passage));
}

/** The slider goes through the numbers that occur here. */
function Least({ places, least }: { places: readonly Place[]; least: number }) {
  const { core } = useStore();
  const numbers = useMemo(
    () => [...new Set(places.map(({ row }) => othersOf(core, row)))].sort((a, b) => a - b),
    [places],
  );
  if ((max(numbers) ?? 0) === 0 || numbers.length < 2) return null;
  const place = numbers.findIndex((number) => number >= least);
  const index = place < 0 ? numbers.length - 1 : place;
  const words = `shared by at least ${counted(numbers[index] ?? 0, 'other document')}`;
  return (
    <label class="least">
      {`Formulations ${words}`}
      <input
        type="range"
        min="0"
        max={numbers.length - 1}
        value={index}
        aria-valuetext={words}
        onInput={({ currentTarget }) => {
          const chosen = Number(currentTarget.value);
          choose({ least: chosen === 0 ? undefined : numbers[chosen] });
        }}
      />
    </label>
  );
}
