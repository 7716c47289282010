/** Two documents side by side, with what both have. */

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { PassageRow } from '../data/contract';
import { count, counted, dateOf, limitOf, nameOf, percent } from '../data/format';
import { address, choose } from '../data/route';
import type { DocumentText } from '../data/text';
import { Later, useLater, useStore } from '../parts/context';
import { beginning } from '../parts/measure';
import { Lines } from '../parts/pair-lines';
import { Measures } from '../parts/pair-measures';
import {
  anyIsHere,
  datesOf,
  sharedFormulations,
  sharedPassages,
  type Shared,
  type Side,
  type Stretch,
} from '../parts/pair-shared';
import { DocumentLink, Slotted } from '../parts/phrase';
import { Reading, type ReadingHandle } from '../parts/reading';
import { segmentsOf, type Mark, type Segment } from '../parts/segments';
import { markClass, sharingInWords, SharingLegend } from '../parts/sharing';
import { isTitleRepeated } from '../parts/whose';
import './pair.css';

export function Pair({ a, b, query }: { a: number; b: number; query: URLSearchParams }) {
  const store = useStore();
  const { core } = store;
  const known = core.documents.id[a] !== undefined && core.documents.id[b] !== undefined && a !== b;
  const state = useLater(async () => {
    const [textA, textB, places, passagesOf, block, similarity] = await Promise.all([
      store.text(a),
      store.text(b),
      store.placesByDocument(),
      store.passagesByDocument(),
      store.passages(),
      store.similarity(),
    ]);
    const shared = [
      ...sharedPassages(passagesOf[a] ?? [], block.rows, a, b),
      ...sharedFormulations(places[a] ?? [], places[b] ?? []),
    ];
    const score = ({ kind, id }: Shared) =>
      (kind === 'passage' ? block.rows[id]?.score : core.formulations[id]?.score) ?? Infinity;
    // Passages first, then formulations; those of a watch-list have no score, and come before others.
    shared.sort((x, y) => {
      if (x.kind !== y.kind) return x.kind === 'passage' ? -1 : 1;
      const [one, other] = [score(x), score(y)];
      return one === other ? x.id - y.id : other - one;
    });
    const link = block.network.find((one) => (one.a === a && one.b === b) || (one.a === b && one.b === a));
    const passages = link?.passages ?? (block.network.length === block.network_all ? 0 : undefined);
    return { textA, textB, shared, rows: block.rows, similarity, passages };
  }, [a, b]);
  if (!known) {
    return (
      <>
        <h1 tabIndex={-1}>No such pair</h1>
        <p>
          {a === b && core.documents.id[a] !== undefined ? (
            <>
              Both are the same document: <DocumentLink document={a} />
            </>
          ) : (
            <a href="#/similarity">All pairs</a>
          )}
        </p>
      </>
    );
  }
  return (
    <>
      <h1 class="pair-title" tabIndex={-1}>
        <Named document={a} /> <span class="quiet">and</span> <Named document={b} />
      </h1>
      <Later state={state}>
        {({ textA, textB, shared, rows, similarity, passages }) => (
          <>
            <SideBySide {...{ a, b, textA, textB, shared, rows, passages, query }} />
            <Measures a={a} b={b} block={similarity} chosen={Number(query.get('k') ?? core.closest_k)} />
          </>
        )}
      </Later>
    </>
  );
}

/** With its date: all documents of a series may have one title. */
function Named({ document }: { document: number }) {
  const { core } = useStore();
  return (
    <>
      <bdi>{nameOf(core, document)}</bdi>{' '}
      <span class="quiet pair-date">
        ({dateOf(core, document)}
        {isTitleRepeated(core, document) && (
          <>
            , <bdi>{core.documents.id[document]}</bdi>
          </>
        )}
        )
      </span>
    </>
  );
}

interface SidesProps {
  a: number;
  b: number;
  textA: DocumentText;
  textB: DocumentText;
  shared: readonly Shared[];
  rows: readonly PassageRow[];
  /** Passages of the two in all, also those that the page does not hold; undefined: not known. */
  passages: number | undefined;
  query: URLSearchParams;
}

const kindsOfMarks = ['passage', 'formulation'] as const;

type BySide<Value> = Record<Side, Value>;

/** A place in one of the texts. */
interface From {
  side: Side;
  byte: number;
}

/** Brings both sides of it into sight, but not the one that was clicked. */
function reveal(readings: BySide<RefObject<ReadingHandle>>, one: Shared, from?: From): void {
  for (const side of ['a', 'b'] as const) {
    if (from?.side === side) continue;
    const places = one[side];
    const nth = from ? one[from.side].findIndex(({ begin, end }) => begin <= from.byte && from.byte < end) : 0;
    const place = places[Math.min(Math.max(0, nth), places.length - 1)];
    if (place) readings[side].current?.reveal(place.begin, true);
  }
}

interface OneSideProps {
  side: Side;
  document: number;
  text: DocumentText;
  sides: BySide<ReturnType<typeof useMarks>>;
  boxes: BySide<RefObject<HTMLDivElement>>;
  readings: BySide<RefObject<ReadingHandle>>;
  openAt: (side: Side, segment: Segment) => void;
}

function OneSide({ side, document, text, sides, boxes, readings, openAt }: OneSideProps) {
  const { core } = useStore();
  const classOf = useMemo(() => (segment: Segment) => markClass(core, segment), [core]);
  return (
    <section class={`pair-side side-${side}`} aria-label={nameOf(core, document)}>
      <h2>
        <DocumentLink document={document} />{' '}
        <span class="quiet">
          {dateOf(core, document)}
          {core.documents.author[document] && (
            <>
              , <bdi>{core.documents.author[document]}</bdi>
            </>
          )}
          , {counted(core.documents.tokens[document] ?? 0, 'word')}
        </span>
      </h2>
      <div class="pair-box" ref={boxes[side]} tabIndex={0} role="region" aria-label={`Text: ${nameOf(core, document)}`}>
        <Reading
          text={text}
          language={core.documents.language[document] || undefined}
          bodyBegin={core.documents.body_begin[document] ?? 0}
          segments={sides[side].segments}
          classOf={classOf}
          titleOf={(segment) => sharingInWords(core, segment)}
          numberOf={sides[side].numberOf}
          at={-1}
          onOpen={(segment) => openAt(side, segment)}
          box={boxes[side]}
          handle={readings[side]}
        />
      </div>
    </section>
  );
}

/** Which text is shown where there is room for one. */
function SideSwitch({ a, b, seen }: { a: number; b: number; seen: Side | 'both' }) {
  const { core } = useStore();
  const names = datesOf(core, a, b);
  return (
    <div class="steps side-switch" role="group" aria-label="Which text is shown">
      {(['both', 'a', 'b'] as const).map((side) => (
        <button
          key={side}
          type="button"
          aria-pressed={seen === side}
          onClick={() => choose({ side: side === 'both' ? undefined : side })}
        >
          {side === 'both' ? 'Both' : names[side === 'a' ? 0 : 1]}
        </button>
      ))}
    </div>
  );
}

function SideBySide({ a, b, textA, textB, shared, rows, passages, query }: SidesProps) {
  const { core } = useStore();
  const boxes = { a: useRef<HTMLDivElement>(null), b: useRef<HTMLDivElement>(null) };
  const readings = { a: useRef<ReadingHandle>(null), b: useRef<ReadingHandle>(null) };
  const clicked = useRef<{ side: Side; byte: number }>();

  const wanted = { passage: query.get('passage'), formulation: query.get('f') };
  const index = shared.findIndex(({ kind, id }) => wanted[kind] === String(id));
  const item = shared[index];
  const choice = (next: Shared) =>
    choose({ passage: undefined, f: undefined, [next.kind === 'passage' ? 'passage' : 'f']: next.id });

  const around = useRef<HTMLDivElement>(null);
  const steps = useRef<HTMLDivElement>(null);
  const sides = {
    a: useMarks(shared, 'a', item),
    b: useMarks(shared, 'b', item),
  };

  useEffect(() => {
    if (item) reveal(readings, item, clicked.current);
    clicked.current = undefined;
  }, [item?.kind, item?.id, textA, textB]);

  /** From the list or by the buttons: the texts may be out of sight. */
  const open = (next: Shared | undefined) => {
    if (!next) return;
    const texts = around.current?.getBoundingClientRect();
    const above = steps.current?.getBoundingClientRect();
    if (texts && above && (texts.top < above.bottom || texts.bottom > innerHeight)) around.current?.scrollIntoView();
    if (next === item) reveal(readings, next);
    else choice(next);
  };

  const openAt = (side: Side, segment: Segment) => {
    const found = shared.find(({ kind, id }) =>
      segment.row >= 0 ? kind === 'formulation' && id === segment.row : kind === 'passage' && id === segment.passage,
    );
    if (!found) return;
    const from = { side, byte: segment.begin };
    if (found === item) return reveal(readings, found, from);
    clicked.current = from;
    choice(found);
  };

  const joined = useMemo(
    () => shared.filter((one) => anyIsHere(textA, one.a) && anyIsHere(textB, one.b)),
    [shared, textA, textB],
  );
  const seen = query.get('side') === 'a' ? 'a' : query.get('side') === 'b' ? 'b' : 'both';
  const common = { sides, boxes, readings, openAt };
  return (
    <>
      <Steps shared={shared} passages={passages} index={index} open={open} place={steps} />
      {shared.length > 0 && (
        <SharingLegend documents={core.documents.id.length} passages={shared[0]?.kind === 'passage'} />
      )}
      <SideSwitch a={a} b={b} seen={seen} />
      <div class={`pair-sides only-${seen}`} ref={around}>
        <OneSide side="a" document={a} text={textA} {...common} />
        <Lines shared={joined} item={item} boxes={boxes} readings={readings} />
        <OneSide side="b" document={b} text={textB} {...common} />
      </div>
      {shared.length > 0 && (
        <List
          shared={shared}
          rows={rows}
          textA={textA}
          textB={textB}
          index={index}
          open={(one, byKey) => {
            open(one);
            if (byKey) boxes.a.current?.focus({ preventScroll: true }); // the list is out of sight now
          }}
        />
      )}
    </>
  );
}

/** Marks of one side, numbered as in the list. */
function useMarks(shared: readonly Shared[], side: Side, item: Shared | undefined) {
  const segments = useMemo(() => {
    const marks = shared.flatMap((one, i) =>
      one[side].map(({ begin, end }): Mark => ({ begin, end, kind: one.kind, id: one.id, weight: -i })),
    );
    return segmentsOf(marks, ({ kind, id }) => kind === item?.kind && id === item.id);
  }, [shared, item?.kind, item?.id]);
  const numberOf = useMemo(() => {
    const numbers = new Map<string, number>();
    shared.forEach((one, i) => {
      for (const { begin } of one[side]) numbers.set(`${one.kind} ${one.id} ${begin}`, i + 1);
    });
    return (segment: Segment) =>
      kindsOfMarks
        .flatMap((kind) => {
          const id = kind === 'passage' ? segment.passage : segment.row;
          return numbers.get(`${kind} ${id} ${segment.begin}`) ?? [];
        })
        .join(' · ') || undefined;
  }, [shared]);
  return { segments, numberOf };
}

interface StepsProps {
  shared: readonly Shared[];
  /** As above. */
  passages: number | undefined;
  index: number;
  open: (item: Shared | undefined) => void;
  place: RefObject<HTMLDivElement>;
}

/** How much is marked, and the way from one to the next. */
function Steps({ shared, passages, index, open, place }: StepsProps) {
  const { core } = useStore();
  const held = shared.filter(({ kind }) => kind === 'passage').length;
  const all = passages ?? held;
  const limit = limitOf(core, 'passages');
  const more =
    all > held
      ? `${held > 0 ? count(held) : 'None'} of the ${counted(all, 'passage')} ${held === 1 ? 'is' : 'are'} on this page`
      : passages === undefined
        ? `Only those are marked that are among the ${count(limit?.shown ?? 0)} passages of this page`
        : '';
  const note = more && (
    <p class="small quiet">
      {more}
      {limit?.file && `; all are in ${limit.file}`}.
    </p>
  );
  const formulations = shared.length - held;
  const kinds = [all > 0 ? counted(all, 'passage') : '', formulations > 0 ? counted(formulations, 'formulation') : ''];
  if (shared.length === 0) {
    return (
      <>
        <p>
          {all > 0
            ? `They share ${counted(all, 'passage')}.`
            : `Nothing that they share is marked (looked for were the ${counted(core.formulations.length, 'formulation')} of this page).`}
        </p>
        {note}
      </>
    );
  }
  return (
    <>
      <h2 class="pair-shared">They share {kinds.filter((kind) => kind !== '').join(' and ')}</h2>
      {note}
      <div class="steps pair-steps" ref={place}>
        <button
          type="button"
          data-key="p"
          aria-label="Previous shared"
          disabled={index <= 0}
          onClick={() => open(shared[index - 1])}
        >
          ← Previous<span class="wide"> shared</span>
        </button>
        <button
          type="button"
          data-key="n"
          aria-label="Next shared"
          disabled={index >= shared.length - 1}
          onClick={() => open(shared[index + 1])}
        >
          Next<span class="wide"> shared</span> →
        </button>
        <span class="quiet" role="status">
          {index >= 0 && `${count(index + 1)} of ${count(shared.length)}`}
        </span>
      </div>
    </>
  );
}

const step = 40;

interface ListProps {
  shared: readonly Shared[];
  rows: readonly PassageRow[];
  textA: DocumentText;
  textB: DocumentText;
  index: number;
  open: (item: Shared, byKey: boolean) => void;
}

function List({ shared, rows, textA, textB, index, open }: ListProps) {
  const { core } = useStore();
  const [most, show] = useState(step);
  const list = useRef<HTMLOListElement>(null);
  const shown = Math.max(most, index + 1);
  useEffect(() => {
    const box = list.current;
    const entry = box?.querySelector<HTMLElement>('[aria-pressed=true]')?.closest('li');
    if (!box || !entry) return;
    const [outer, inner] = [box.getBoundingClientRect(), entry.getBoundingClientRect()];
    if (inner.top < outer.top) box.scrollTop += inner.top - outer.top;
    else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom;
  }, [index]);
  return (
    <section class="shared-list" aria-labelledby="what-they-share">
      <h2 id="what-they-share">One by one</h2>
      <ol ref={list} tabIndex={0} aria-labelledby="what-they-share">
        {shared.slice(0, shown).map((one, i) => (
          <li key={`${one.kind} ${one.id}`}>
            <button
              type="button"
              class="item"
              aria-pressed={i === index}
              onClick={(event) => open(one, event.detail === 0)}
            >
              <span class="item-number">{i + 1}</span>{' '}
              {one.kind === 'passage' ? (
                <span class="text in-passage" dir="auto">
                  {startOf(textA, one.a[0])}
                </span>
              ) : (
                <span class="phrase" dir="auto">
                  <Slotted
                    text={core.formulations[one.id]?.slots || (core.formulations[one.id]?.text ?? '')}
                    most={3}
                  />
                </span>
              )}
            </button>{' '}
            <span class="small quiet">
              {!(anyIsHere(textA, one.a) && anyIsHere(textB, one.b)) &&
                'not in the parts of both texts that this page holds; '}
              {one.kind === 'passage' ? (
                <>
                  {counted(Math.max(rows[one.id]?.tokens_a ?? 0, rows[one.id]?.tokens_b ?? 0), 'word')},{' '}
                  {percent(rows[one.id]?.similarity ?? null)} alike,{' '}
                  <a href={address(['passage', one.id])}>word by word</a>
                </>
              ) : (
                <a href={address(['formulation', one.id])}>
                  in {counted(core.formulations[one.id]?.documents ?? 0, 'document')}
                </a>
              )}
            </span>
          </li>
        ))}
      </ol>
      {shared.length > shown && (
        <p class="small">
          <button type="button" onClick={() => show(shown + step)}>
            Show more
          </button>{' '}
          <span class="quiet">
            the first {count(shown)} of {count(shared.length)}
          </span>
        </p>
      )}
    </section>
  );
}

function startOf(text: DocumentText, stretch: Stretch | undefined): string {
  const words = stretch && text.slice(stretch.begin, stretch.end);
  if (words === undefined) return 'A passage whose text is not in this page';
  return beginning(words, 120);
}
