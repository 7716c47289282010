/** The whole of a text in its margin: where marks stand, and which part is in sight. */

import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { lastNotAbove } from '../data/text';
import type { Segment } from './segments';
import { colour, useThemeChange } from './theme';

interface Props {
  /** The element that holds the text, in parts with `data-chunk`. */
  reading: RefObject<HTMLElement>;
  segments: readonly Segment[];
  /** 0 to 5. */
  stepOf: (segment: Segment) => number;
}

/** Where parts of the text begin: bytes are not told by the page, lines have no fixed length. */
interface Layout {
  height: number;
  begins: number[];
  ends: number[];
  tops: number[];
}

function layoutOf(reading: HTMLElement): Layout {
  const frame = reading.getBoundingClientRect();
  const layout: Layout = { height: frame.height, begins: [], ends: [], tops: [] };
  for (const part of reading.querySelectorAll<HTMLElement>('[data-chunk]')) {
    layout.begins.push(Number(part.dataset['begin']));
    layout.ends.push(Number(part.dataset['end']));
    layout.tops.push(part.getBoundingClientRect().top - frame.top);
  }
  return layout;
}

/** From 0 to 1. What the page does not hold has no height. */
function placeOf(layout: Layout, byte: number): number {
  const i = Math.max(
    0,
    lastNotAbove(layout.begins.length, (j) => layout.begins[j]!, byte),
  );
  const [begin, end] = [layout.begins[i] ?? 0, layout.ends[i] ?? 0];
  const [top, bottom] = [layout.tops[i] ?? 0, layout.tops[i + 1] ?? layout.height];
  const part = Math.min(1, (byte - begin) / Math.max(1, end - begin));
  return (top + part * (bottom - top)) / Math.max(1, layout.height);
}

export function MarginMap({ reading, segments, stepOf }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const sight = useRef<HTMLDivElement>(null);

  const draw = () => {
    const [element, text] = [canvas.current, reading.current];
    const context = element?.getContext('2d');
    if (!element || !text || !context) return;
    const { width, height } = element.getBoundingClientRect();
    element.width = Math.round(width * devicePixelRatio);
    element.height = Math.round(height * devicePixelRatio);
    context.scale(devicePixelRatio, devicePixelRatio);
    const layout = layoutOf(text);
    const colours = [0, 1, 2, 3, 4, 5].map((step) => colour(`share-${step}`));
    const bar = (segment: Segment, left: number, right: number, fill: string) => {
      const top = placeOf(layout, segment.begin) * height;
      const bottom = placeOf(layout, segment.end) * height;
      context.fillStyle = fill;
      context.fillRect(left, top, right - left, Math.max(1.5, bottom - top));
    };
    // What is shared most widely is drawn last: many marks may fall on one line.
    const ordered = segments.filter((s) => s.row >= 0).sort((a, b) => stepOf(a) - stepOf(b));
    for (const segment of ordered) bar(segment, 5, width, colours[stepOf(segment)] ?? '');
    const passage = colour('passage');
    for (const segment of segments) if (segment.passage >= 0) bar(segment, 0, 3, passage);
    const accent = colour('ink');
    for (const segment of segments) if (segment.strong) bar(segment, width - 4, width, accent);
  };
  const showSight = () => {
    const [element, text] = [sight.current, reading.current];
    if (!element || !text) return;
    const { top, height } = text.getBoundingClientRect();
    const from = Math.max(0, Math.min(1, -top / height));
    const to = Math.max(0, Math.min(1, (innerHeight - top) / height));
    element.style.top = `${100 * from}%`;
    element.style.height = `${100 * Math.max(0.005, to - from)}%`;
  };

  useEffect(() => {
    const text = reading.current;
    if (!text || !canvas.current) return;
    let frame = 0;
    const later = (what: () => void) => () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(what);
    };
    const all = later(() => {
      draw();
      showSight();
    });
    const scrolled = () => showSight();
    const observer = new ResizeObserver(all);
    observer.observe(text);
    observer.observe(canvas.current);
    addEventListener('scroll', scrolled, { passive: true });
    all();
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      removeEventListener('scroll', scrolled);
    };
  }, [segments]);
  useThemeChange(draw);

  const goTo = (event: PointerEvent) => {
    const [element, text] = [canvas.current, reading.current];
    if (!element || !text || event.buttons === 0) return;
    const map = element.getBoundingClientRect();
    const part = Math.max(0, Math.min(1, (event.clientY - map.top) / map.height));
    const frame = text.getBoundingClientRect();
    scrollTo(0, scrollY + frame.top + part * frame.height - innerHeight / 2);
  };
  return (
    <div
      class="margin-map"
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        goTo(event);
      }}
      onPointerMove={goTo}
    >
      <canvas ref={canvas} />
      <div class="sight" ref={sight} />
    </div>
  );
}
