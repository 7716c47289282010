/** The lines between two texts that join what both have. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { Shared, Side, Stretch } from './pair-shared';
import type { ReadingHandle } from './reading';
import type { Mark } from './segments';

interface LinesProps {
  shared: readonly Shared[];
  item: Shared | undefined;
  boxes: Record<Side, RefObject<HTMLDivElement>>;
  readings: Record<Side, RefObject<ReadingHandle>>;
}

interface Line {
  path: string;
  kind: Mark['kind'];
  strong: boolean;
}

const lineHeight = 28;

/** From the top of what a box holds. */
interface Extent {
  from: number;
  to: number;
}

interface Join {
  one: Shared;
  left: Extent;
  right: Extent;
}

function extentIn(box: HTMLElement, top: (byte: number) => number): (stretch: Stretch) => Extent {
  const zero = box.getBoundingClientRect().top - box.scrollTop;
  return ({ begin, end }) => {
    const from = top(begin);
    return { from: from - zero, to: Math.max(from, top(end - 1)) + lineHeight - zero };
  };
}

/** Each place with its counterpart; where one side has more, the last of the other stands for the rest. */
function joinsOf(shared: readonly Shared[], left: (s: Stretch) => Extent, right: (s: Stretch) => Extent): Join[] {
  return shared.flatMap((one) => {
    const [a, b] = [one.a.map(left), one.b.map(right)];
    return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => ({
      one,
      left: a[Math.min(i, a.length - 1)]!,
      right: b[Math.min(i, b.length - 1)]!,
    }));
  });
}

interface Sight {
  left: number;
  right: number;
  width: number;
  height: number;
}

function sizeOf({ width, height }: DOMRect) {
  return { width, height };
}

function linesOf(joins: readonly Join[], item: Shared | undefined, sight: Sight): Line[] {
  const { width, height } = sight;
  const clamped = (y: number) => Math.max(0, Math.min(height, y));
  const seen = ({ from, to }: Extent, scrolled: number) => to > scrolled && from < scrolled + height;
  const lines: Line[] = [];
  for (const { one, left, right } of joins) {
    const strong = one === item;
    const [leftSeen, rightSeen] = [seen(left, sight.left), seen(right, sight.right)];
    // What was chosen is joined also to where its other side lies out of sight.
    if (strong ? !leftSeen && !rightSeen : !leftSeen || !rightSeen) continue;
    const [l0, l1] = [clamped(left.from - sight.left), clamped(left.to - sight.left)];
    const [r0, r1] = [clamped(right.from - sight.right), clamped(right.to - sight.right)];
    const middle = width / 2;
    const line = (y0: number, y1: number) => `M0 ${y0}C${middle} ${y0} ${middle} ${y1} ${width} ${y1}`;
    const path =
      one.kind === 'passage'
        ? `${line(l0, r0)}V${r1}C${middle} ${r1} ${middle} ${l1} 0 ${l1}z`
        : line((l0 + Math.min(l1, l0 + lineHeight)) / 2, (r0 + Math.min(r1, r0 + lineHeight)) / 2);
    lines.push({ path, kind: one.kind, strong });
  }
  return lines.sort((x, y) => Number(x.strong) - Number(y.strong));
}

/** Joins what is in sight on both sides. */
export function Lines({ shared, item, boxes, readings }: LinesProps) {
  const [lines, set] = useState<Line[]>([]);
  const svg = useRef<SVGSVGElement>(null);

  useEffect(() => {
    const [left, right] = [boxes.a.current, boxes.b.current];
    if (!left || !right) return;
    let frame = 0;
    let joins: Join[] | undefined; // where both sides lie in their boxes: scrolling leaves it as it is
    const draw = () => {
      const around = svg.current?.getBoundingClientRect();
      if (!around || around.height === 0) return;
      if (!joins) {
        const [a, b] = [readings.a.current?.measure(), readings.b.current?.measure()];
        if (!a || !b) return;
        joins = joinsOf(shared, extentIn(left, a), extentIn(right, b));
      }
      set(linesOf(joins, item, { left: left.scrollTop, right: right.scrollTop, ...sizeOf(around) }));
    };
    const later = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(draw);
    };
    const anew = () => {
      joins = undefined;
      later();
    };
    const observer = new ResizeObserver(anew);
    const marks = new MutationObserver(anew); // parts are drawn when they come near
    for (const box of [left, right]) {
      box.addEventListener('scroll', later, { passive: true });
      observer.observe(box);
      marks.observe(box, { childList: true, subtree: true });
    }
    later();
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      marks.disconnect();
      for (const box of [left, right]) box.removeEventListener('scroll', later);
    };
  }, [shared, item]);

  return (
    <svg class="pair-lines" ref={svg} aria-hidden="true">
      {lines.map(({ path, kind, strong }, i) => (
        <path key={i} d={path} class={`join-${kind}${strong ? ' strong' : ''}`} />
      ))}
    </svg>
  );
}
