/** The heatmap as a file: rectangles and words; above some hundred documents the cells as an image. */

import { cellsOf, labelFont, roomy, shortValue, withValues, type HeatmapData } from './heatmap';
import { fitted, sans, textWidth } from './measure';
import { svgElement } from './save';
import { colour } from './theme';

/** Rectangles up to so many documents. */
const vector = 200;

/** Where the cells stand. */
interface Place {
  left: number;
  top: number;
  /** Side of one. */
  cell: number;
}

type Add = (...of: Parameters<typeof svgElement>) => unknown;

/** One path of all cells of a colour. */
function addCells(add: Add, { order, values, scale, ramp }: HeatmapData, { left, top, cell }: Place): void {
  const n = order.length;
  const paths = new Map<string, string>();
  for (let r = 0; r < n; ++r) {
    for (let c = 0; c < n; ++c) {
      const value = values[(order[r] ?? 0) * n + (order[c] ?? 0)] ?? NaN;
      if (Number.isNaN(value)) continue;
      const fill = value > 0 ? ramp.css(ramp.step(scale.position(value))) : ramp.noneCss;
      paths.set(
        fill,
        `${paths.get(fill) ?? ''}M${left + c * cell} ${top + r * cell}h${cell - 1}v${cell - 1}h${1 - cell}z`,
      );
    }
  }
  for (const [fill, d] of paths) add('path', { fill, d });
}

/** The cells as an image, enlarged here: not every program keeps pixels sharp. */
function addImage(add: Add, data: HeatmapData, { left, top, cell }: Place): void {
  const side = data.order.length * cell;
  const image = document.createElement('canvas');
  image.width = side;
  image.height = side;
  const context = image.getContext('2d');
  if (context) {
    context.imageSmoothingEnabled = false;
    context.drawImage(cellsOf(data), 0, 0, side, side);
  }
  add('image', { x: left, y: top, width: side, height: side, href: image.toDataURL('image/png') });
}

/** The value of each cell, in a colour that can be read on it. */
function addNumbers(add: Add, { order, values, scale, ramp }: HeatmapData, { left, top, cell }: Place): void {
  const n = order.length;
  for (let r = 0; r < n; ++r) {
    for (let c = 0; c < n; ++c) {
      if (r === c) continue;
      const value = values[(order[r] ?? 0) * n + (order[c] ?? 0)] ?? NaN;
      const light = value > 0 ? ramp.light(ramp.step(scale.position(value))) : undefined;
      const [x, y] = [left + (c + 0.5) * cell, top + (r + 0.5) * cell + 4];
      const fill = light === undefined ? colour('quiet') : light ? '#000' : '#fff';
      add('text', { x, y, fill, 'text-anchor': 'middle', 'font-size': 11 }, shortValue(value));
    }
  }
}

/** Left of the rows and above the columns. */
function addLabels(add: Add, rows: readonly { at: number; label: string }[], place: Place, size: number): void {
  const { left, top, cell } = place;
  for (const { at, label } of rows) {
    const middle = (at + 0.5) * cell;
    const words = fitted(label, left - 14, labelFont);
    add('text', { x: left - 6, y: top + middle + 4, 'text-anchor': 'end', 'font-size': size }, words);
    const x = left + middle + 4;
    add('text', { transform: `translate(${x} ${top - 6}) rotate(-90)`, 'font-size': size }, words);
  }
}

/** The colours of the legend begin so far right of it, and are so long. */
const [shift, length] = [44, 240];

function addLegend(add: Add, { scale, ramp }: HeatmapData, x: number, y: number): void {
  add('rect', { x, y, width: 20, height: 12, fill: ramp.noneCss });
  add('text', { x: x + 10, y: y + 26, 'text-anchor': 'middle' }, '0');
  for (let i = 0; i < 60; ++i) {
    const fill = ramp.css(ramp.step(i / 59));
    add('rect', { x: x + shift + (i * length) / 60, y, width: length / 60 + 0.5, height: 12, fill });
  }
  for (const { value, label } of scale.ticks) {
    const at = x + shift + scale.position(value) * length;
    add('path', { d: `M${at} ${y + 12}v3`, stroke: colour('ink') });
    add('text', { x: at, y: y + 26, 'text-anchor': 'middle' }, label);
  }
}

export function heatmapSvg(data: HeatmapData, title: string): { text: string; width: number; height: number } {
  const { order, label, groups, borders } = data;
  const n = order.length;
  const cell = n <= withValues ? 48 : n <= 60 ? 18 : n <= vector ? 12 : Math.max(1, Math.floor(1600 / n));
  const every = n <= vector;
  const labels = order.map((document) => label(document, false));
  const longest = Math.max(
    40,
    ...(every ? labels : groups.map((g) => g.label)).map((text) => textWidth(text, labelFont)),
  );
  const left = Math.min(longest, 260) + 14;
  const top = left + 26;
  const legend = 64;
  const width = left + Math.max(n * cell + 14, shift + length + 40);
  const height = top + n * cell + legend;
  const place = { left, top, cell };

  const svg = svgElement('svg', {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'font-family': sans,
    'font-size': 12,
    fill: colour('ink'),
  });
  const add: Add = (...of) => svg.appendChild(svgElement(...of));
  add('title', {}, title);
  add('rect', { width, height, fill: colour('paper') });
  add('text', { x: 8, y: 18, 'font-weight': 600 }, fitted(title, width - 16, `600 ${labelFont}`));

  if (every) addCells(add, data, place);
  else addImage(add, data, place);
  let diagonal = '';
  for (let i = 0; i < n; ++i) {
    const inset = cell >= 8 ? cell / 4 : 0;
    diagonal += `M${left + i * cell + inset} ${top + i * cell + inset}l${cell - 2 * inset} ${cell - 2 * inset}`;
  }
  add('path', { d: diagonal, stroke: colour('strong-line'), fill: 'none' });
  for (const at of cell * n > 20 * borders.length ? borders : []) {
    const d = `M${left} ${top + at * cell}h${n * cell}M${left + at * cell} ${top}v${n * cell}`;
    add('path', { d, stroke: colour('ink'), 'stroke-opacity': 0.5, fill: 'none' });
  }
  if (n <= withValues) addNumbers(add, data, place);
  const rows = every ? labels.map((text, at) => ({ at, label: text })) : roomy(groups, cell);
  addLabels(add, rows, place, cell < 13 && every ? 11 : 12);
  addLegend(add, data, left, top + n * cell + 18);
  return { text: new XMLSerializer().serializeToString(svg), width, height };
}
