/** Every place in its context, sorted and filtered, a page at a time. */

import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { csv, type Value } from '../data/csv';
import { count, counted, dateOf, folded, nameOf } from '../data/format';
import { address, choose } from '../data/route';
import type { Place, Store } from '../data/store';
import { usesOf } from '../data/store';
import { Later, useLater, useStore } from './context';
import { CopyButton } from './copy';
import { oneLine, runsLeft } from './formulation-text';
import { isHere, leftOut, ofThisPage, selected, type Card, type PlaceFilter } from './formulation-uses';
import { SlotValue, Words } from './formulation-words';
import { saveText } from './save';

/** Characters of context at each side. */
const contextLength = 90;
const page = 50;
/** Formulations of more characters stand in a paragraph with their contexts. */
const longWords = 64;

interface Line {
  place: Place;
  left: string;
  /** Undefined: the page does not hold this part of the text. */
  surface: string | undefined;
  right: string;
}

async function readLine(store: Store, place: Place): Promise<Line> {
  const text = await store.text(place.document);
  const surface = text.slice(place.begin, place.end);
  if (surface === undefined) return { place, left: '', surface, right: '' };
  return {
    place,
    left: oneLine(text.before(place.begin, contextLength)),
    surface,
    right: oneLine(text.after(place.end, contextLength)),
  };
}

/** Reads many lines and lets the page breathe meanwhile. `wanted`: whether somebody still waits. */
async function readLines(
  store: Store,
  places: readonly Place[],
  tell: (read: number) => void,
  wanted: () => boolean,
): Promise<Line[]> {
  const lines: Line[] = [];
  let pause = performance.now() + 30;
  for (const place of places) {
    lines.push(await readLine(store, place));
    if (performance.now() < pause) continue;
    tell(lines.length);
    await new Promise((resolve) => setTimeout(resolve));
    if (!wanted()) break;
    pause = performance.now() + 30;
  }
  return lines;
}

type Order = 'date' | 'wording' | 'left' | 'right';

const orders: Record<Order, string> = {
  date: 'date',
  wording: 'wording',
  left: 'what stands before it',
  right: 'what follows it',
};

/** Words before a place, from the nearest on; of texts without spaces, characters. */
function leftKey({ left }: Line): string {
  const words = folded(left).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .reverse()
    .map((word) =>
      /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(word) ? [...word].reverse().join('') : word,
    )
    .join(' ');
}

function rightKey({ right }: Line): string {
  return (folded(right).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

/** Places in an order that needs nothing of their contexts. */
function arranged(places: Place[], order: Order): Place[] {
  if (order !== 'wording') return places;
  return [...places].sort((a, b) => a.wording - b.wording); // stays by date within
}

/** Lines in the order of what stands beside them; undefined while they are read. */
function useSortedByContext(places: Place[], order: Order): { lines?: Line[]; read: number } {
  const store = useStore();
  const [state, set] = useState<{ lines?: Line[]; read: number; of?: Place[]; order?: Order }>({ read: 0 });
  useEffect(() => {
    if (order !== 'left' && order !== 'right') return;
    let wanted = true;
    void readLines(
      store,
      places,
      (read) => wanted && set({ read }),
      () => wanted,
    ).then((lines) => {
      if (!wanted) return;
      const keyed = lines.map((line) => ({ line, key: order === 'left' ? leftKey(line) : rightKey(line) }));
      keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
      set({ lines: keyed.map(({ line }) => line), read: lines.length, of: places, order });
    });
    return () => {
      wanted = false;
    };
  }, [places, order]);
  return state.of === places && state.order === order && state.lines
    ? { lines: state.lines, read: state.read }
    : { read: state.read };
}

function ContextLine({ card, line, marked }: { card: Card; line: Line; marked: number | undefined }) {
  const { core } = card;
  const { place, left, surface, right } = line;
  const { documents } = core;
  const author = documents.author[place.document];
  const lang = documents.language[place.document] || undefined;
  const words = surface ?? card.detail.wordings[place.wording]?.text ?? '';
  return (
    <li>
      <span class="source">
        <a
          class="date"
          href={address(['document', place.document], { at: place.begin, f: card.index })}
          title={`${nameOf(core, place.document)}, from byte ${place.begin}`}
        >
          {dateOf(core, place.document)}
        </a>{' '}
        <span class="quiet" title={nameOf(core, place.document)}>
          {author && (
            <>
              <bdi>{author}</bdi>,{' '}
            </>
          )}
          <bdi>{nameOf(core, place.document)}</bdi>
        </span>
      </span>
      <span
        class={words.length > longWords ? 'line long text' : 'line text'}
        lang={lang}
        dir={runsLeft(words) ? 'rtl' : 'ltr'}
      >
        <span class="before">
          <bdi>{left}</bdi>
        </span>
        <span class="middle">
          <bdi class="place">
            {surface === undefined ? (
              words
            ) : (
              <Words card={card} place={place} surface={oneLine(surface)} marked={marked} />
            )}
          </bdi>
          {surface === undefined ? (
            <small class="quiet"> not in this page; see occurrences.csv</small>
          ) : (
            <bdi class="after">{right}</bdi>
          )}
        </span>
      </span>
    </li>
  );
}

/** A page of lines, whose texts are read when it is drawn. */
function Page({ card, places, marked }: { card: Card; places: Place[]; marked: number | undefined }) {
  const store = useStore();
  const state = useLater(() => Promise.all(places.map((place) => readLine(store, place))), [places]);
  if (state.value === undefined) {
    return (
      <li>
        <Later state={state}>{() => null}</Later>
      </li>
    );
  }
  return (
    <>
      {state.value.map((line) => (
        <ContextLine key={`${line.place.document} ${line.place.begin}`} card={card} line={line} marked={marked} />
      ))}
    </>
  );
}

function pages<Item>(items: readonly Item[], upTo: number): Item[][] {
  const list: Item[][] = [];
  for (let i = 0; i < Math.min(items.length, upTo); i += page) list.push(items.slice(i, Math.min(i + page, upTo)));
  return list;
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** What is chosen, each with a button that undoes it. */
function Chosen({ card, filter }: { card: Card; filter: PlaceFilter }) {
  const { period, wording, slot, value } = filter;
  const one = (name: string, what: ComponentChildren, told: string) => (
    <button type="button" class="chosen" key={name} onClick={() => choose({ [name]: undefined })}>
      {what} <span aria-hidden="true">×</span>
      <span class="told">: no longer only {told}</span>
    </button>
  );
  if (period === undefined && wording === undefined && slot === undefined) return null;
  return (
    <p class="steps">
      Only
      {period !== undefined && one('period', <>in {card.core.periods.names[period]}</>, 'this period')}
      {slot !== undefined &&
        one(
          'value',
          <>
            with <SlotValue value={value ?? ''} /> in slot {slot + 1}
          </>,
          'this word',
        )}
      {wording !== undefined &&
        one(
          'wording',
          <>
            worded <bdi class="wording">{card.detail.wordings[wording]?.text}</bdi>
          </>,
          'this wording',
        )}
    </p>
  );
}

/** The columns of occurrences.csv that the page knows. */
function tableOf(card: Card, lines: readonly Line[]): string {
  const { documents } = card.core;
  return csv(
    ['rank', 'variant', 'document', 'date', 'begin_byte', 'end_byte', 'surface', 'left', 'right'],
    lines.map(({ place, left, surface, right }): Value[] => [
      card.row.rank,
      card.detail.wordings[place.wording]?.text,
      documents.id[place.document],
      documents.date[place.document],
      place.begin,
      place.end,
      surface,
      left.replace(/^…/, '').trim(),
      right.replace(/…$/, '').trim(),
    ]),
  );
}

function Files({ card, places, lines }: { card: Card; places: Place[]; lines: Line[] | undefined }) {
  const store = useStore();
  const [read, tell] = useState<number | undefined>();
  const alive = useRef(true);
  useEffect(() => () => void (alive.current = false), []);
  const make = async () => {
    const all = lines ?? (await readLines(store, places, tell, () => alive.current));
    tell(undefined);
    return tableOf(card, all);
  };
  return (
    <div class="steps files">
      <button
        type="button"
        onClick={() => void make().then((text) => saveText(`formulation-${card.row.rank}-occurrences.csv`, text))}
      >
        Save {counted(places.length, 'place')}
        {ofThisPage(card)} as CSV
      </button>
      <CopyButton title="Copy as CSV" text={make} />
      {read !== undefined && (
        <span role="status">
          {count(read)} of {count(places.length)} read…
        </span>
      )}
    </div>
  );
}

interface ChoicesProps {
  card: Card;
  filter: PlaceFilter;
  order: Order;
  /** Places whose text is not in this page. */
  missing: number;
}

function Choices({ card, filter: { period, here }, order, missing }: ChoicesProps) {
  const { names } = card.core.periods;
  const used = useMemo(() => usesOf(card.row).map(({ period: p }) => p), [card]);
  return (
    <div class="choices">
      <label>
        Sorted by
        <select
          value={order}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            choose({ sort: chosen === 'date' ? undefined : chosen });
          }}
        >
          {Object.entries(orders).map(([name, title]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {used.length > 1 && (
        <label>
          {capitalised(card.core.periods.length)}
          <select
            value={period === undefined ? '' : names[period]}
            onChange={(event) => choose({ period: event.currentTarget.value })}
          >
            <option value="">any</option>
            {used.map((p) => (
              <option key={p} value={names[p]}>
                {names[p]}
              </option>
            ))}
          </select>
        </label>
      )}
      {(missing > 0 || here) && (
        <label class="beside">
          <input
            type="checkbox"
            checked={here === true}
            onChange={(event) => choose({ here: event.currentTarget.checked })}
          />
          only those whose text is in this page
        </label>
      )}
    </div>
  );
}

export function Occurrences({ card, query, filter }: { card: Card; query: URLSearchParams; filter: PlaceFilter }) {
  const { period, wording, slot, value, here } = filter;
  const asked = query.get('sort') ?? '';
  const order: Order = asked === 'wording' || asked === 'left' || asked === 'right' ? asked : 'date';
  const places = useMemo(
    () => arranged(selected(card, filter), order),
    [card, period, wording, slot, value, here, order],
  );
  const [shown, show] = useState(page);
  useEffect(() => show(page), [places]);
  const byContext = order === 'left' || order === 'right';
  const { lines, read } = useSortedByContext(places, order);
  const ready = useMemo(() => pages(byContext ? (lines ?? []) : [], shown), [lines, byContext, shown]);
  // A page stays the same while more are drawn below it.
  const drawn = useMemo(() => (byContext ? [] : pages(places, places.length)), [places, byContext]);
  const missing = useMemo(() => places.filter((place) => !isHere(card.stretches, place)).length, [card, places]);
  const marked = slot;
  const upTo = Math.min(shown, places.length);

  return (
    <section aria-labelledby="occurrences" class="occurrences">
      <h2 id="occurrences" tabIndex={-1}>
        {leftOut(card) > 0 ? 'Places on this page' : 'Every place'}
      </h2>
      <Choices card={card} filter={filter} order={order} missing={missing} />
      <Chosen card={card} filter={filter} />
      <p role="status">
        {places.length === card.places.length
          ? counted(places.length, 'place')
          : `${count(places.length)} of ${counted(card.places.length, 'place')}`}
        {leftOut(card) > 0 && ` on this page, which leaves out ${count(leftOut(card))} more`}
        {places.length > upTo && `, the first ${count(upTo)} shown`}
        {missing > 0 &&
          `. The text of ${count(missing)} of them is not in this page, to keep it small; occurrences.csv has all.`}
      </p>
      {byContext && !lines ? (
        <p class="quiet" role="status">
          Reading… {count(read)} of {count(places.length)}
        </p>
      ) : (
        <ul class="kwic">
          {byContext
            ? ready
                .flat()
                .map((line) => (
                  <ContextLine
                    key={`${line.place.document} ${line.place.begin}`}
                    card={card}
                    line={line}
                    marked={marked}
                  />
                ))
            : drawn
                .slice(0, Math.ceil(shown / page))
                .map((some, i) => <Page key={i} card={card} places={some} marked={marked} />)}
        </ul>
      )}
      {places.length === 0 && <p>No place is like that.</p>}
      {places.length > upTo && (
        <p>
          <button type="button" onClick={() => show((n) => n + 2 * page)}>
            Show {count(Math.min(2 * page, places.length - upTo))} more
          </button>
        </p>
      )}
      {places.length > 0 && <Files card={card} places={places} lines={lines} />}
    </section>
  );
}
