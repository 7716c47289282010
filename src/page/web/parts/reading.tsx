/**
 * A text as it was printed, with its marks. All of it stands on the page from the beginning, so that
 * it can be searched and has its length; marks are drawn when a part of it comes near.
 */

import { Fragment, type ComponentChildren, type RefObject } from 'preact';
import { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Ref } from 'preact';
import { count } from '../data/format';
import { lastNotAbove, type DocumentText } from '../data/text';
import { segmentAt, type Segment } from './segments';
import './reading.css';

/** A part that is drawn at once. */
interface Chunk {
  begin: number;
  end: number;
  /** Of the front matter. */
  front: boolean;
  /** A line ends with it. */
  ends: boolean;
  /** Bytes before it that are not here. */
  gap: number;
}

const goodSize = 3000;
const mostSize = 8000; // of a part without a line end

function cutAfter(bytes: Uint8Array, begin: number): { end: number; ends: boolean } {
  let end = begin + mostSize;
  const newline = bytes.subarray(begin + goodSize, end).indexOf(0x0a);
  if (newline >= 0) return { end: begin + goodSize + newline + 1, ends: true };
  if (end >= bytes.length) return { end: bytes.length, ends: true };
  const space = bytes.subarray(end - 200, end).lastIndexOf(0x20);
  if (space >= 0) return { end: end - 200 + space + 1, ends: false };
  while (end > begin && ((bytes[end] ?? 0) & 0xc0) === 0x80) --end;
  return { end, ends: false };
}

function chunksOf(text: DocumentText, bodyBegin: number): Chunk[] {
  const chunks: Chunk[] = [];
  let seen = 0;
  for (const stretch of text.stretches) {
    let gap = stretch.begin - seen;
    const body = Math.min(Math.max(bodyBegin, stretch.begin), stretch.end);
    for (const [from, to] of [
      [stretch.begin, body],
      [body, stretch.end],
    ] as const) {
      const bytes = stretch.bytes.subarray(from - stretch.begin, to - stretch.begin);
      for (let begin = 0; begin < bytes.length;) {
        const { end, ends } = cutAfter(bytes, begin);
        chunks.push({ begin: from + begin, end: from + end, front: to <= bodyBegin, ends, gap });
        gap = 0;
        begin = end;
      }
    }
    seen = stretch.end;
  }
  return chunks;
}

const mostParts = 8;

/**
 * Parts between line ends. A text without any is cut all the same: a browser lays a block out as a
 * whole whenever a mark in it is drawn.
 */
function blocksOf(chunks: readonly Chunk[]): { chunk: Chunk; index: number }[][] {
  const blocks: { chunk: Chunk; index: number }[][] = [];
  chunks.forEach((chunk, index) => {
    const before = chunks[index - 1];
    const block = blocks.at(-1);
    if (block && before && !before.ends && chunk.gap === 0 && block.length < mostParts) block.push({ chunk, index });
    else blocks.push([{ chunk, index }]);
  });
  return blocks;
}

export interface ReadingHandle {
  /** Brings a byte into sight; `always`: also where it is in sight already. */
  reveal(byte: number, always?: boolean): void;
  /** Tells where bytes stand in the window now, measured or nearly so. */
  measure(): (byte: number) => number;
  /** Goes to the next or the previous mark. */
  step(by: 1 | -1): void;
  /** Goes back to the mark over a byte. */
  focus(byte: number): void;
}

interface Props {
  text: DocumentText;
  language?: string | undefined;
  bodyBegin: number;
  segments: readonly Segment[];
  classOf: (segment: Segment) => string;
  /** Says in words what the colour says. */
  titleOf: (segment: Segment) => string;
  /** A number before a mark. */
  numberOf?: (segment: Segment) => string | undefined;
  /** The byte that is looked at; −1: none. */
  at: number;
  onOpen: (segment: Segment, byKey: boolean) => void;
  /** The box that scrolls, where it is not the page. */
  box?: RefObject<HTMLElement>;
  handle: Ref<ReadingHandle>;
}

/** What is seen of the page: below its head, on a phone above the sheet. */
function page(): { top: number; bottom: number; height: number } {
  const bottom = matchMedia('(max-width: 60rem)').matches ? innerHeight / 2 : innerHeight;
  return { top: 70, bottom, height: bottom };
}

const blank = (text: string) => text.trim() === '';
const shown = (text: string) => text.replaceAll('\r\n', '\n');

/** The beginning of the character that a byte belongs to: an address may be typed by hand. */
function beginOfCharacter(text: DocumentText, byte: number): number {
  const stretch = text.stretches.find((s) => s.begin <= byte && byte < s.end);
  if (!stretch) return byte;
  while (byte > stretch.begin && ((stretch.bytes[byte - stretch.begin] ?? 0) & 0xc0) === 0x80) --byte;
  return byte;
}

/** What stands where. */
interface Shape {
  place: RefObject<HTMLElement>;
  /** The box that scrolls, where it is not the page. */
  box: RefObject<HTMLElement> | undefined;
  segments: readonly Segment[];
  chunks: readonly Chunk[];
}

type Change = (before: ReadonlySet<number>) => ReadonlySet<number>;

/** The part that a byte stands in. */
function chunkAt(chunks: readonly Chunk[], byte: number): number {
  return Math.max(
    0,
    lastNotAbove(chunks.length, (i) => chunks[i]!.begin, byte),
  );
}

/** The parts that are drawn: those near what is in sight, and all of them on paper. */
function useDrawn({ place, box, chunks }: Shape): [ReadonlySet<number>, (change: Change) => void] {
  const [drawn, setDrawn] = useState<ReadonlySet<number>>(new Set());
  const draw = (more: Iterable<number>) =>
    setDrawn((before) => {
      const all = new Set([...before, ...more]);
      return all.size === before.size ? before : all;
    });
  useEffect(() => {
    const observer = new IntersectionObserver(
      (seen) =>
        draw(
          seen.filter((entry) => entry.isIntersecting).map((e) => Number((e.target as HTMLElement).dataset['chunk'])),
        ),
      { root: box?.current ?? null, rootMargin: '1200px 0px' },
    );
    for (const element of place.current?.querySelectorAll('[data-chunk]') ?? []) observer.observe(element);
    const all = () => draw(chunks.keys()); // on paper
    addEventListener('beforeprint', all);
    return () => {
      observer.disconnect();
      removeEventListener('beforeprint', all);
    };
  }, [chunks]);
  return [drawn, setDrawn];
}

function elementOf({ place, segments }: Shape, byte: number): HTMLElement | null {
  const index = segmentAt(segments, byte);
  return index >= 0
    ? (place.current?.querySelector<HTMLElement>(`[data-s="${index}"]`) ?? null)
    : (place.current?.querySelector<HTMLElement>('[data-here]') ?? null);
}

/** Where bytes are on the screen, as long as nothing moves. */
function measureIn({ place, segments, chunks }: Shape): (byte: number) => number {
  const marked = new Map<string, Element>();
  for (const mark of place.current?.querySelectorAll<HTMLElement>('[data-s]') ?? []) {
    marked.set(mark.dataset['s'] ?? '', mark);
  }
  const parts = [...(place.current?.querySelectorAll('[data-chunk]') ?? [])];
  return (byte: number): number => {
    const mark = marked.get(String(segmentAt(segments, byte)));
    if (mark) return mark.getBoundingClientRect().top;
    const index = chunkAt(chunks, byte);
    const chunk = chunks[index];
    const around = parts[index]?.getBoundingClientRect();
    if (!chunk || !around) return 0;
    return around.top + (around.height * (byte - chunk.begin)) / Math.max(1, chunk.end - chunk.begin);
  };
}

/** Brings bytes into sight, once their parts are drawn. */
function useAim(shape: Shape, drawn: ReadonlySet<number>, setDrawn: (change: Change) => void) {
  const { place, box, chunks } = shape;
  const goal = useRef<{ byte: number; focus: boolean; always: boolean }>();
  // A goal is reached when its part is drawn.
  useLayoutEffect(() => {
    const wanted = goal.current;
    if (!wanted || !drawn.has(chunkAt(chunks, wanted.byte))) return;
    goal.current = undefined;
    const element =
      elementOf(shape, wanted.byte) ??
      place.current?.querySelector<HTMLElement>(`[data-chunk="${chunkAt(chunks, wanted.byte)}"]`);
    if (!element) return;
    const { top, bottom } = element.getBoundingClientRect();
    const frame = box?.current?.getBoundingClientRect() ?? page();
    if (wanted.always || top < frame.top || bottom > frame.bottom) {
      const by = top - frame.top - frame.height / 3;
      if (box?.current) box.current.scrollTop += by;
      else scrollBy(0, by);
    }
    if (wanted.focus) element.focus({ preventScroll: true });
  });

  return (byte: number, focus: boolean, always: boolean) => {
    goal.current = { byte, focus, always };
    setDrawn((before) => new Set([...before, chunkAt(chunks, byte)])); // draws anew in any case
  };
}

/** The mark that is the tab stop, with what goes from it to others. */
function useMarks(
  props: Props,
  shape: Shape,
  aim: (byte: number, focus: boolean, always: boolean) => void,
  at: number,
) {
  const { text, segments, box } = props;
  const [stop, setStop] = useState(-1); // its byte
  const stopIndex = useMemo(() => {
    const wanted = segmentAt(segments, stop);
    if (wanted >= 0) return wanted;
    return segments.findIndex((s) => !blank(text.slice(s.begin, s.end) ?? ''));
  }, [segments, stop, text]);
  const nextFrom = (from: number, by: 1 | -1): Segment | undefined => {
    for (let i = from + by; i >= 0 && i < segments.length; i += by) {
      const segment = segments[i]!;
      if (!blank(text.slice(segment.begin, segment.end) ?? '')) return segment;
    }
    return undefined;
  };
  const goTo = (segment: Segment | undefined) => {
    if (!segment) return;
    setStop(segment.begin);
    aim(segment.begin, true, false);
  };
  const step = (by: 1 | -1) => {
    if (stop >= 0) return goTo(nextFrom(stopIndex, by));
    if (at >= 0)
      return goTo(
        nextFrom(
          lastNotAbove(segments.length, (i) => segments[i]!.begin, at),
          by,
        ),
      );
    const topOf = measureIn(shape);
    const first = segments.findIndex((s) => topOf(s.begin) > (box?.current?.getBoundingClientRect().top ?? 70));
    goTo(nextFrom(first < 0 ? segments.length : first - (by > 0 ? 1 : 0), by));
  };
  return { stopIndex, setStop, nextFrom, goTo, step };
}

export function Reading(props: Props) {
  const { text, segments, onOpen } = props;
  const at = beginOfCharacter(text, props.at);
  const place = useRef<HTMLDivElement>(null);
  const chunks = useMemo(() => chunksOf(text, props.bodyBegin), [text, props.bodyBegin]);
  const blocks = useMemo(() => blocksOf(chunks), [chunks]);
  const shape = { place, box: props.box, segments, chunks };
  const [drawn, setDrawn] = useDrawn(shape);
  const aim = useAim(shape, drawn, setDrawn);
  const { stopIndex, setStop, nextFrom, goTo, step } = useMarks(props, shape, aim, at);
  const stopChunk = stopIndex >= 0 ? chunkAt(chunks, segments[stopIndex]!.begin) : -1;
  useImperativeHandle(props.handle, () => ({
    reveal: (byte, always = false) => aim(byte, false, always),
    measure: () => measureIn(shape),
    step,
    focus: (byte) => goTo(segments[segmentAt(segments, byte)]),
  }));

  const segmentOf = (event: Event): Segment | undefined => {
    const element = (event.target as Element).closest<HTMLElement>('[data-s]');
    return element ? segments[Number(element.dataset['s'])] : undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const segment = segmentOf(event);
    if (!segment || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowRight' || event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') step(-1);
    else if (event.key === 'Home') goTo(nextFrom(-1, 1));
    else if (event.key === 'End') goTo(nextFrom(segments.length, -1));
    else if (event.key === 'Enter' || event.key === ' ') onOpen(segment, true);
    else return;
    event.preventDefault();
  };
  const onClick = (event: Event) => {
    if (getSelection()?.isCollapsed === false) return; // words are being selected
    const segment = segmentOf(event);
    if (!segment) return;
    setStop(segment.begin);
    onOpen(segment, false);
  };

  const missing = text.size - (text.stretches.at(-1)?.end ?? 0);
  return (
    <div
      class="reading text"
      ref={place}
      lang={props.language}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onFocusIn={(event: FocusEvent) => {
        const segment = segmentOf(event);
        if (segment) setStop(segment.begin);
      }}
    >
      {text.size === 0 && <p class="gap">This document is empty.</p>}
      {blocks.map((parts) => (
        <Fragment key={parts[0]?.index}>
          {parts[0] && <Gap bytes={parts[0].chunk.gap} />}
          <div class={parts[0]?.chunk.front ? 'lines front' : 'lines'} dir="auto">
            {parts.map(({ chunk, index }) => (
              <ChunkOfText
                key={index}
                {...props}
                chunk={chunk}
                index={index}
                drawn={drawn.has(index) || index === stopChunk}
                stopIndex={index === stopChunk ? stopIndex : -1}
                at={at >= chunk.begin && at < chunk.end ? at : -1}
              />
            ))}
          </div>
        </Fragment>
      ))}
      <Gap bytes={missing} />
    </div>
  );
}

function Gap({ bytes }: { bytes: number }) {
  if (bytes <= 0) return null;
  return <p class="gap">… {count(bytes)} bytes are not in this page …</p>;
}

interface ChunkProps extends Props {
  chunk: Chunk;
  index: number;
  drawn: boolean;
  stopIndex: number;
}

function ChunkOfText(props: ChunkProps) {
  const { chunk, index, drawn, text, segments, stopIndex, at, classOf, numberOf } = props;
  const children = useMemo(
    () => (drawn ? <Marked {...props} /> : shown(text.slice(chunk.begin, chunk.end) ?? '')),
    [chunk, drawn, text, segments, stopIndex, at, classOf, numberOf],
  );
  return (
    <span data-chunk={index} data-begin={chunk.begin} data-end={chunk.end}>
      {children}
    </span>
  );
}

/** A part of the text cut into what is marked and what is not. */
function Marked({ chunk, text, segments, stopIndex, at, classOf, titleOf, numberOf }: ChunkProps) {
  const parts: ComponentChildren[] = [];
  const current = at >= 0 ? segmentAt(segments, at) : -1;
  const plain = (begin: number, end: number) => {
    const here = at >= begin && at < end && current < 0;
    if (!here) {
      parts.push(shown(text.slice(begin, end) ?? ''));
      return;
    }
    parts.push(shown(text.slice(begin, at) ?? ''), <span key={`h${at}`} class="here" data-here="" tabIndex={-1} />);
    parts.push(shown(text.slice(at, end) ?? ''));
  };
  let byte = chunk.begin;
  let i = Math.max(
    0,
    lastNotAbove(segments.length, (s) => segments[s]!.begin, chunk.begin),
  );
  for (; i < segments.length && segments[i]!.begin < chunk.end; ++i) {
    const segment = segments[i]!;
    const begin = Math.max(segment.begin, chunk.begin);
    const end = Math.min(segment.end, chunk.end);
    if (begin >= end) continue;
    if (byte < begin) plain(byte, begin);
    byte = end;
    const words = shown(text.slice(begin, end) ?? '');
    const continued = begin > segment.begin; // from the part before: one stop is enough
    const button = !continued && !blank(words);
    const number = continued ? undefined : numberOf?.(segment);
    parts.push(
      <span
        key={begin}
        class={`marked ${classOf(segment)}${segment.strong ? ` strong-${segment.strong}` : ''}${i === current ? ' current' : ''}`}
        title={titleOf(segment)}
        {...(continued ? {} : { 'data-s': i })}
        {...(button ? { role: 'button', tabIndex: i === stopIndex ? 0 : -1 } : {})}
        {...(i === current && button ? { 'aria-current': true } : {})}
        {...(number === undefined ? {} : { 'data-number': number })}
      >
        {words}
      </span>,
    );
  }
  if (byte < chunk.end) plain(byte, chunk.end);
  return <>{parts}</>;
}
