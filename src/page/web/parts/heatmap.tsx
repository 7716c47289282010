/**
 * A heatmap of documents: a canvas as large as its box, in which the rest is panned, so that the
 * labels always stand at its edges. A cell is a whole number of device pixels.
 */

import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { moved, type Cell } from './cells';
import { fitted, sans, textWidth, useWidth } from './measure';
import type { Ramp } from './ramp';
import { colour } from './theme';
import { Tip } from './tip';
import type { ValueScale } from './value-scale';

export interface HeatmapData {
  /** Documents from the first row to the last. */
  order: number[];
  /** By document, rows first; NaN: unknown. */
  values: Float32Array;
  scale: ValueScale;
  ramp: Ramp;
  /** Of a row; shorter on a narrow screen. */
  label(document: number, narrow: boolean): string;
  /** The same where there is little room: its group. */
  short(document: number): string;
  /** Where there is room for few of them: what rows and columns from here on have in common, or "". */
  groups: { at: number; label: string; weight: number }[];
  /** Rows before which a line is drawn, unless they are too many. */
  borders: number[];
}

interface Props extends HeatmapData {
  /** For those who hear the page. */
  name: string;
  zoom: number;
  tip(row: number, column: number): ComponentChildren;
  spoken(row: number, column: number): string;
  open(row: number, column: number, newTab: boolean): void;
}

export const labelFont = `12px ${sans}`;
const boldFont = `600 12px ${sans}`;
/** A label needs as much. */
const line = 13;

/** Values stand in the cells of up to so many documents. */
export const withValues = 16;

/** CSS pixels of a cell: the least and the most. */
function cellBounds(documents: number): [least: number, most: number] {
  if (documents <= withValues) return [44, 64];
  if (documents <= 60) return [13, 28];
  if (documents <= 250) return [3, 13];
  return [1, 6];
}

interface Geometry {
  cell: number;
  left: number;
  top: number;
  /** Every row has its label. */
  every: boolean;
  labels: string[];
}

function geometry({ order, label, groups }: HeatmapData, width: number, zoom: number): Geometry {
  const ratio = devicePixelRatio || 1;
  const labels = order.map((document) => label(document, width < 600));
  const longest = (most: number, texts: string[]) =>
    Math.min(most, Math.max(36, ...texts.map((text) => textWidth(text, boldFont)))) + 10;
  const [least, most] = cellBounds(order.length);
  const fit = (left: number) => {
    const room = Math.min(width - left, Math.max(420, innerHeight * 0.92));
    const cell = Math.max(least, Math.min(most, room / order.length)) * zoom;
    return Math.max(1, Math.floor(cell * ratio)) / ratio;
  };
  const wide = longest(Math.max(92, order.length <= withValues ? width * 0.32 : Math.min(260, width * 0.26)), labels);
  const every = fit(wide) >= line;
  const left = every
    ? wide
    : longest(
        Math.max(60, Math.min(150, width * 0.2)),
        groups.map((g) => g.label),
      );
  return { cell: fit(left), left, top: Math.min(left, order.length <= withValues ? 180 : 150), every, labels };
}

/** Those labels that have room, the weightiest first. */
export function roomy(groups: HeatmapData['groups'], cell: number): { at: number; label: string }[] {
  const taken: number[] = [];
  return [...groups]
    .sort((x, y) => y.weight - x.weight || x.at - y.at)
    .filter(({ at }) => {
      const y = (at + 0.5) * cell;
      if (taken.some((other) => Math.abs(other - y) < line)) return false;
      taken.push(y);
      return true;
    });
}

/** The cells, a pixel each. Nothing shared has a colour of its own, unknown ones are left out. */
export function cellsOf({ order, values, scale, ramp }: HeatmapData): HTMLCanvasElement {
  const n = order.length;
  const canvas = document.createElement('canvas');
  canvas.width = n;
  canvas.height = n;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const image = context.createImageData(n, n);
  const pixels = new Uint32Array(image.data.buffer);
  const packed = (r: number, g: number, b: number) => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  const colours = Uint32Array.from({ length: 256 }, (_, i) =>
    packed(ramp.bytes[3 * i] ?? 0, ramp.bytes[3 * i + 1] ?? 0, ramp.bytes[3 * i + 2] ?? 0),
  );
  const none = packed(...ramp.none);
  for (let r = 0; r < n; ++r) {
    const row = (order[r] ?? 0) * n;
    for (let c = 0; c < n; ++c) {
      const value = values[row + (order[c] ?? 0)] ?? NaN;
      if (value > 0) pixels[r * n + c] = colours[ramp.step(scale.position(value))] ?? 0;
      else if (value === 0) pixels[r * n + c] = none;
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** `0.041`, as short as can be. */
export function shortValue(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (value === 0) return '0';
  if (value < 0.001) return '<0.001';
  return value >= 0.0995 ? value.toFixed(2) : value.toFixed(3);
}

interface Cursor extends Cell {
  x: number;
  y: number;
  by: 'pointer' | 'touch' | 'keys';
}

/** The elements of a heatmap: a box that scrolls, with a canvas that stays. */
interface Elements {
  box: RefObject<HTMLDivElement>;
  canvas: RefObject<HTMLCanvasElement>;
}

/** Where a cell ends on the screen. */
function windowPlace({ box, canvas }: Elements, { cell, left, top }: Geometry, at: Cell): { x: number; y: number } {
  const place = canvas.current?.getBoundingClientRect();
  const frame = box.current;
  return {
    x: (place?.left ?? 0) + left + (at.column + 1) * cell - (frame?.scrollLeft ?? 0),
    y: (place?.top ?? 0) + top + (at.row + 1) * cell - (frame?.scrollTop ?? 0),
  };
}

/** The cell under a pointer. */
function cellUnder(event: MouseEvent, { box, canvas }: Elements, { cell, left, top }: Geometry, n: number) {
  const at = canvas.current?.getBoundingClientRect();
  const frame = box.current;
  if (!at || !frame) return undefined;
  const x = event.clientX - at.left - left;
  const y = event.clientY - at.top - top;
  if (x < 0 || y < 0) return undefined;
  const column = Math.floor((x + frame.scrollLeft) / cell);
  const row = Math.floor((y + frame.scrollTop) / cell);
  return row < n && column < n ? { row, column } : undefined;
}

/** Scrolls so that a cell is in sight. */
function scrollToCell(frame: HTMLElement, { cell, left, top }: Geometry, at: Cell): void {
  const [x, y] = [at.column * cell, at.row * cell];
  frame.scrollLeft = Math.min(x, Math.max(frame.scrollLeft, x + cell + left - frame.clientWidth));
  frame.scrollTop = Math.min(y, Math.max(frame.scrollTop, y + cell + top - frame.clientHeight));
}

/** The size of all of it, and of what is shown at once. */
function sizesOf({ cell, left, top }: Geometry, n: number, width: number) {
  const whole = { width: left + n * cell, height: top + n * cell };
  const shown = {
    width: Math.min(whole.width, width || whole.width),
    // With room for a bar to scroll by.
    height: whole.width > width + 1 ? Math.min(whole.height + 16, Math.max(320, innerHeight * 0.8)) : whole.height,
  };
  return { whole, shown };
}

/** The cell that is pointed at, and what moves it: pointers, fingers and keys. */
function useCursor(props: Props, elements: Elements, shape: Geometry) {
  const { order } = props;
  const n = order.length;
  const pointer = useRef('mouse');
  const pressed = useRef(false);
  const [cursor, point] = useState<Cursor>();
  const [told, tell] = useState('');
  useEffect(() => point(undefined), [order]);
  const cellAt = (event: MouseEvent) => cellUnder(event, elements, shape, n);
  const documents = (at: Cell): [number, number] => [order[at.row] ?? 0, order[at.column] ?? 0];
  const moveTo = (at: Cell) => {
    if (elements.box.current) scrollToCell(elements.box.current, shape, at);
    point({ ...at, ...windowPlace(elements, shape, at), by: 'keys' });
    tell(props.spoken(...documents(at)));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      point(undefined);
      return;
    }
    const from = cursor ?? { row: 0, column: 0 };
    if (event.key === 'Enter') {
      event.preventDefault();
      props.open(...documents(from), event.ctrlKey || event.metaKey);
      return;
    }
    const to = moved(event, from, n, n);
    if (!to) return;
    event.preventDefault();
    moveTo(to);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return; // it pans
    const at = cellAt(event);
    if (!at) point(undefined);
    else if (at.row !== cursor?.row || at.column !== cursor.column || cursor.by !== 'pointer') {
      point({ ...at, x: event.clientX, y: event.clientY, by: 'pointer' });
    }
  };
  const onClick = (event: MouseEvent) => {
    const at = cellAt(event);
    if (!at) return;
    // A finger does not hover: the first touch tells what is there, the second opens it.
    if (pointer.current === 'touch' && (at.row !== cursor?.row || at.column !== cursor.column)) {
      point({ ...at, x: event.clientX, y: event.clientY, by: 'touch' });
      return;
    }
    props.open(...documents(at), event.ctrlKey || event.metaKey);
  };

  const handlers = {
    onKeyDown,
    onFocus: () => {
      // By the keyboard, or by a program that moves the focus; a pointer says itself where it is.
      if (!cursor && !pressed.current) moveTo({ row: Math.min(1, n - 1), column: 0 });
    },
    onPointerUp: () => (pressed.current = false),
    onPointerCancel: () => (pressed.current = false),
    onBlur: () => point(undefined),
    onPointerDown: (event: PointerEvent) => {
      pressed.current = true;
      pointer.current = event.pointerType;
    },
    onPointerMove,
    onPointerLeave: () => cursor?.by === 'pointer' && point(undefined),
    onClick,
    onAuxClick: (event: MouseEvent) => {
      const at = event.button === 1 ? cellAt(event) : undefined;
      if (at) props.open(...documents(at), true);
    },
  };
  return { cursor, told, documents, handlers };
}

export function Heatmap(props: Props) {
  const { order, values, scale, ramp, groups } = props;
  const place = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(place);
  const shape = useMemo(
    () => geometry(props, width || 600, props.zoom),
    [order, props.label, groups, width, props.zoom],
  );
  const cells = useMemo(() => cellsOf(props), [order, values, scale, ramp]);
  const { whole, shown } = sizesOf(shape, order.length, width);
  const { cursor, told, documents, handlers } = useCursor(props, { box, canvas }, shape);

  const draw = () => {
    const target = canvas.current;
    const frame = box.current;
    if (target && frame) paint(target, frame, whole, props, shape, cells, cursor);
  };
  useLayoutEffect(draw);

  return (
    <div class="heatmap" ref={place}>
      <div
        class="heatmap-box"
        ref={box}
        tabIndex={0}
        role="application"
        aria-roledescription="heatmap"
        aria-label={`${props.name}. Arrow keys move from cell to cell, Enter opens the pair. The table below has the same values.`}
        style={{ width: `${shown.width}px`, height: `${shown.height}px` }}
        onScroll={draw}
        {...handlers}
      >
        <div style={{ width: `${whole.width}px`, height: `${whole.height}px` }}>
          <canvas ref={canvas} />
        </div>
      </div>
      {cursor && (
        <Tip x={cursor.x} y={cursor.y}>
          {props.tip(...documents(cursor))}
          {cursor.by === 'touch' && <div class="quiet">Touch again to open</div>}
        </Tip>
      )}
      <p class="told" role="status">
        {told}
      </p>
    </div>
  );
}

/** What is painted, and where. */
interface Painting {
  context: CanvasRenderingContext2D;
  data: HeatmapData;
  shape: Geometry;
  cursor: Cell | undefined;
  /** Device pixels in a CSS pixel. */
  ratio: number;
  /** As much as is seen: without the bars to scroll by. */
  shown: { width: number; height: number };
  /** The first cell, in whole device pixels, or the cells blur. */
  originX: number;
  originY: number;
}

/** Makes the canvas as large as it is seen. */
function sized(canvas: HTMLCanvasElement, shown: { width: number; height: number }, ratio: number): void {
  canvas.style.width = `${shown.width}px`;
  canvas.style.height = `${shown.height}px`;
  canvas.width = Math.round(shown.width * ratio);
  canvas.height = Math.round(shown.height * ratio);
}

function paint(
  target: HTMLCanvasElement,
  frame: HTMLElement,
  whole: { width: number; height: number },
  data: HeatmapData,
  shape: Geometry,
  cells: HTMLCanvasElement,
  cursor: Cell | undefined,
): void {
  const ratio = devicePixelRatio || 1;
  const shown = { width: Math.min(whole.width, frame.clientWidth), height: Math.min(whole.height, frame.clientHeight) };
  sized(target, shown, ratio);
  const context = target.getContext('2d');
  if (!context) return;
  const { left, top } = shape;
  const originX = Math.round((left - frame.scrollLeft) * ratio) / ratio;
  const originY = Math.round((top - frame.scrollTop) * ratio) / ratio;
  const painting = { context, data, shape, cursor, ratio, shown, originX, originY };
  context.scale(ratio, ratio);
  context.fillStyle = colour('paper');
  context.fillRect(0, 0, shown.width, shown.height);

  context.save();
  context.beginPath();
  context.rect(left, top, shown.width - left, shown.height - top);
  context.clip();
  context.translate(originX, originY);
  paintCells(painting, cells);
  paintLines(painting);
  if (data.order.length <= withValues) paintValues(painting);
  paintBorders(painting);
  paintCursor(painting);
  context.restore();

  context.textBaseline = 'middle';
  paintLabels(painting, false);
  paintLabels(painting, true);
}

function paintCells({ context, data, shape, shown, originX, originY }: Painting, cells: HTMLCanvasElement): void {
  const { cell, left, top } = shape;
  const n = data.order.length;
  context.imageSmoothingEnabled = false;
  const first = {
    row: Math.max(0, Math.floor((top - originY) / cell)),
    column: Math.max(0, Math.floor((left - originX) / cell)),
  };
  const rows = Math.min(n - first.row, Math.ceil(shown.height / cell) + 1);
  const columns = Math.min(n - first.column, Math.ceil(shown.width / cell) + 1);
  context.drawImage(
    cells,
    first.column,
    first.row,
    columns,
    rows,
    first.column * cell,
    first.row * cell,
    columns * cell,
    rows * cell,
  );
}

/** Lines between the cells, and a stroke through those of one document. */
function paintLines({ context, data, shape: { cell }, ratio }: Painting): void {
  const n = data.order.length;
  context.lineWidth = 1 / ratio;
  if (cell >= 8) {
    context.strokeStyle = colour('paper');
    context.beginPath();
    for (let i = 0; i <= n; ++i) {
      const at = i * cell - 0.5 / ratio;
      context.moveTo(at, 0);
      context.lineTo(at, n * cell);
      context.moveTo(0, at);
      context.lineTo(n * cell, at);
    }
    context.stroke();
  }
  context.strokeStyle = colour('strong-line');
  context.beginPath();
  for (let i = 0; i < n; ++i) {
    const inset = cell >= 8 ? cell / 4 : 0;
    context.moveTo(i * cell + inset, i * cell + inset);
    context.lineTo((i + 1) * cell - inset, (i + 1) * cell - inset);
  }
  context.stroke();
}

/** Values in the cells. */
function paintValues({ context, data: { order, values, scale, ramp }, shape: { cell } }: Painting): void {
  const n = order.length;
  const quiet = colour('quiet');
  context.font = `11px ${sans}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (let r = 0; r < n; ++r) {
    for (let c = 0; c < n; ++c) {
      const value = values[(order[r] ?? 0) * n + (order[c] ?? 0)] ?? NaN;
      if (r === c) continue;
      const light = value > 0 ? ramp.light(ramp.step(scale.position(value))) : undefined;
      context.fillStyle = light === undefined ? quiet : light ? '#000' : '#fff';
      context.fillText(shortValue(value), (c + 0.5) * cell, (r + 0.5) * cell);
    }
  }
}

/** Lines between what belongs together. */
function paintBorders({ context, data: { order, borders }, shape: { cell } }: Painting): void {
  const n = order.length;
  context.strokeStyle = colour('ink');
  context.beginPath();
  for (const at of cell * n > 20 * borders.length ? borders : []) {
    context.moveTo(at * cell, 0);
    context.lineTo(at * cell, n * cell);
    context.moveTo(0, at * cell);
    context.lineTo(n * cell, at * cell);
  }
  context.globalAlpha = 0.5;
  context.stroke();
  context.globalAlpha = 1;
}

function paintCursor({ context, data: { order }, shape: { cell }, cursor, ratio }: Painting): void {
  if (!cursor) return;
  const n = order.length;
  const [x, y] = [cursor.column * cell, cursor.row * cell];
  context.strokeStyle = colour('accent');
  context.lineWidth = Math.max(1, 1 / ratio);
  context.strokeRect(-1, y - 0.5, n * cell + 2, cell + 1);
  context.strokeRect(x - 0.5, -1, cell + 1, n * cell + 2);
  context.lineWidth = 3;
  context.strokeStyle = colour('ink');
  context.strokeRect(x - 1, y - 1, cell + 2, cell + 2);
}

/** Labels: of rows at the left, of columns above (`upright`), from bottom to top. */
function paintLabels(painting: Painting, upright: boolean): void {
  const { context, data, shape, cursor, shown, originX, originY } = painting;
  const { order, short, groups } = data;
  const { cell, left, top, every, labels } = shape;
  const [ink, quiet, paper, strong] = [colour('ink'), colour('quiet'), colour('paper'), colour('strong-line')];
  const sparse = every ? labels.map((label, at) => ({ at, label })) : roomy(groups, cell);
  const room = (upright ? top : left) - 8;
  const origin = upright ? originX : originY;
  const end = upright ? shown.width : shown.height;
  const edge = upright ? left : top;
  const at = cursor && (upright ? cursor.column : cursor.row);
  const label = (text: string, index: number, chosen: boolean) => {
    const y = origin + (index + 0.5) * cell;
    if (y < edge - (every ? 0 : 6) || y > end + 6) return;
    context.save();
    if (upright) {
      context.translate(y, top - 5);
      context.rotate(-Math.PI / 2);
      context.textAlign = 'left';
    } else {
      context.translate(left - 5, y);
      context.textAlign = 'right';
    }
    context.font = chosen ? boldFont : labelFont;
    const words = fitted(text, room, context.font);
    if (chosen && !every) {
      // It stands before others, which it would cover in part.
      context.fillStyle = paper;
      context.fillRect(upright ? -5 : -room - 3, -line + 3, room + 8, 2 * line - 6);
    }
    context.fillStyle = chosen ? ink : at === undefined ? ink : quiet;
    context.fillText(words, 0, 0);
    if (!every && !chosen) {
      context.strokeStyle = strong;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(upright ? -4 : 1, 0);
      context.lineTo(upright ? -1 : 4, 0);
      context.stroke();
    }
    context.restore();
  };
  context.save();
  context.beginPath();
  if (upright) context.rect(left - 6, 0, shown.width, top);
  else context.rect(0, top - 6, left, shown.height);
  context.clip();
  for (const { at: index, label: text } of sparse) if (!every || index !== at) label(text, index, false);
  if (at !== undefined) label(every ? (labels[at] ?? '') : short(order[at] ?? 0), at, true);
  context.restore();
}
