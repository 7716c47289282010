/** Strips of formulations over all periods, one under another, with the marks of what changed. */

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Core, Formulation, HandOver, Periods } from '../data/contract';
import { attestation, count, counted, isTold, percent } from '../data/format';
import { address, go } from '../data/route';
import { moved, type Cell } from './cells';
import { fitted, plain, sans, serif, textWidth, useWidth } from './measure';
import { cellsPath, PeriodScale } from './over-periods';
import { periodTicks } from './period-axis';
import { byStep, shareSteps } from './strip';
import { Tip } from './tip';

/** A formulation with its place in `core.formulations`. */
export interface Line {
  row: number;
  formulation: Formulation;
  /** By period: the part of the documents that has it; null: no documents. */
  shares: (number | null)[];
  /** By period. */
  documents: Uint32Array;
  places: Uint32Array;
}

interface Layout {
  width: number;
  height: number;
  scale: PeriodScale;
  /** From one row to the next, and of its strip. */
  step: number;
  strip: number;
  /** Labels stand above their strips, where there is little room beside them. */
  stacked: boolean;
  top: number;
  bars: number;
}

const labelFont = `13px ${serif}`;
const axisFont = `11px ${sans}`;

function layoutOf(width: number, periods: number, lines: Line[], legend: number): Layout {
  const stacked = width < 640;
  // Long ones are cut anyway: no need to measure all of a thousand.
  const longest = Math.max(
    80,
    ...lines.slice(0, 100).map((line) => textWidth(labelOf(line).slice(0, 80), labelFont) + 10),
  );
  const left = stacked ? 0 : Math.ceil(Math.min(longest + 8, width * 0.36, 420));
  const right = 72;
  const cell = Math.max(stacked ? 2 : 3, Math.min(48, (width - left - right) / Math.max(1, periods)));
  const step = stacked ? 42 : 20;
  const top = legend + 44;
  const bars = stacked ? 74 : 60;
  return {
    width: Math.max(width, left + cell * periods + right),
    height: top + step * lines.length + bars + 26,
    scale: new PeriodScale(left, Math.floor(cell * 8) / 8, periods),
    step,
    strip: 16,
    stacked,
    top,
    bars,
  };
}

function labelOf({ formulation }: Line): string {
  return plain(formulation.text);
}

/** The period of a document; −1: none. */
function periodOf(core: Core, document: number | undefined): number {
  return document === undefined ? -1 : (core.periods.of_document[document] ?? -1);
}

/** Top of the strip of a row. */
function stripTop({ top, step, stacked }: Layout, row: number): number {
  return top + row * step + (stacked ? 20 : 2);
}

/** The cell under a pointer. */
function cellUnder(event: MouseEvent, svg: SVGSVGElement | null, layout: Layout, rows: number): Cell | undefined {
  const at = svg?.getBoundingClientRect();
  if (!at) return undefined;
  const column = layout.scale.at(event.clientX - at.left);
  const row = Math.floor((event.clientY - at.top - layout.top) / layout.step);
  if (row < 0 || row >= rows || column === undefined) return undefined;
  if (layout.stacked && event.clientY - at.top < stripTop(layout, row)) return undefined;
  return { row, column };
}

/** Brings a cell into sight, and says where on the screen its tip belongs. */
function bringIntoSight(svg: SVGSVGElement, layout: Layout, { row, column }: Cell): { x: number; y: number } {
  const scroller = svg.closest<HTMLElement>('.scroll');
  const x = layout.scale.begin(column);
  if (scroller) scroller.scrollLeft = Math.min(x, Math.max(scroller.scrollLeft, x + 60 - scroller.clientWidth));
  const y = svg.getBoundingClientRect().top + stripTop(layout, row);
  if (y < 80) scrollBy(0, y - 80);
  else if (y > innerHeight - 80) scrollBy(0, y - innerHeight + 80);
  const at = svg.getBoundingClientRect();
  return { x: at.left + x + layout.scale.step, y: at.top + stripTop(layout, row) + layout.strip };
}

interface ChartProps {
  core: Core;
  lines: Line[];
  own: boolean;
}

function cellAddress({ core, lines }: ChartProps, { row, column }: Cell): string {
  const line = lines[row];
  if (!line) return '#/';
  return address(['formulation', line.row], {
    period: (line.documents[column] ?? 0) > 0 ? core.periods.names[column] : undefined,
  });
}

export function StripChart(props: ChartProps) {
  const { core, lines, own } = props;
  const { periods } = core;
  const place = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const width = useWidth(place);
  const [cursor, point] = useState<Cell & { x: number; y: number }>();
  const [told, tell] = useState('');
  const legend = useMemo(() => legendOf(core, lines, own, width || 900), [core, lines, own, width]);
  const layout = useMemo(
    () => layoutOf(width || 900, periods.names.length, lines, legend.height),
    [width, lines, legend.height],
  );
  const { scale, step, top } = layout;
  useEffect(() => point(undefined), [lines]);
  // A cursor that moves leaves them as they are.
  const strips = useMemo(
    () => <Strips core={core} lines={lines} own={own} layout={layout} legend={legend.items} />,
    [lines, own, layout, legend],
  );
  const open = (at: Cell, newTab: boolean) => {
    if (newTab) window.open(cellAddress(props, at), '_blank');
    else go(cellAddress(props, at));
  };
  const moveTo = (to: Cell) => {
    if (!svg.current) return;
    point({ ...to, ...bringIntoSight(svg.current, layout, to) });
    tell(spoken(core, lines[to.row], to.column));
  };
  const onPointerMove = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return;
    const at = cellUnder(event, svg.current, layout, lines.length);
    if (!at) point(undefined);
    else if (at.row !== cursor?.row || at.column !== cursor.column) {
      point({ ...at, x: event.clientX, y: event.clientY });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') point(undefined);
    const from = cursor ?? { row: 0, column: 0 };
    if (event.key === 'Enter') {
      event.preventDefault();
      open(from, event.ctrlKey || event.metaKey);
    }
    const to = moved(event, from, lines.length, scale.count);
    if (!to) return;
    event.preventDefault();
    moveTo(to);
  };

  return (
    <div class="time" ref={place}>
      <div class="time-box" style={{ width: `${layout.width}px` }}>
        <svg
          class="figure"
          ref={svg}
          viewBox={`0 0 ${layout.width} ${layout.height}`}
          width={layout.width}
          height={layout.height}
          role="group"
          aria-label={`${counted(lines.length, 'formulation')} over time, ${periods.names[0]} to ${periods.names[scale.count - 1]}`}
          onPointerMove={onPointerMove}
          onPointerLeave={() => point(undefined)}
          onClick={(event) => {
            const at = cellUnder(event, svg.current, layout, lines.length);
            if (at) open(at, event.ctrlKey || event.metaKey);
          }}
        >
          {strips}
          {cursor && <CursorMarks cursor={cursor} layout={layout} rows={lines.length} />}
        </svg>
        <div
          class="time-cells"
          role="application"
          aria-roledescription="heat strips"
          aria-label="Cells of the strips. Arrow keys move from period to period and from row to row, Enter opens the places of a cell."
          tabIndex={0}
          style={{
            left: `${scale.left}px`,
            top: `${top}px`,
            width: `${scale.count * scale.step}px`,
            height: `${step * lines.length}px`,
          }}
          onFocus={(event) => {
            if (event.currentTarget.matches(':focus-visible'))
              moveTo(cursor ?? { row: 0, column: firstUsed(lines[0]) });
          }}
          onBlur={() => point(undefined)}
          onKeyDown={onKeyDown}
        />
      </div>
      {cursor && lines[cursor.row] && (
        <Tip x={cursor.x} y={cursor.y}>
          <CellTip core={core} line={lines[cursor.row] as Line} period={cursor.column} />
        </Tip>
      )}
      <p class="told" role="status">
        {told}
      </p>
    </div>
  );
}

/** All that stays as it is while the cursor moves. */
function Strips({ core, lines, own, layout, legend }: ChartProps & { layout: Layout; legend: LegendItem[] }) {
  const { periods } = core;
  const { scale, step, top } = layout;
  return (
    <>
      <Legend items={legend} />
      <Axis periods={periods} layout={layout} y={top - 6} />
      <text class="total" x={scale.end + 6} y={top - 26}>
        documents
      </text>
      {lines.map((line, row) => (
        <StripRow key={line.row} {...{ core, line, row, own, layout }} y={stripTop(layout, row)} />
      ))}
      <Totals periods={periods} layout={layout} y={top + step * lines.length + layout.bars - 50} />
    </>
  );
}

function CursorMarks({ cursor, layout, rows }: { cursor: Cell; layout: Layout; rows: number }) {
  const { scale, step, strip, top, bars } = layout;
  const x = scale.begin(cursor.column);
  return (
    <g class="cursor">
      <rect x={x} y={top - 4} width={Math.max(1, scale.step)} height={step * rows + 8 + bars} />
      <rect class="chosen" x={x - 1} y={stripTop(layout, cursor.row) - 1} width={scale.step + 2} height={strip + 2} />
    </g>
  );
}

function firstUsed(line: Line | undefined): number {
  return Math.max(0, line?.documents.findIndex((n) => n > 0) ?? 0);
}

function spoken(core: Core, line: Line | undefined, period: number): string {
  if (!line) return '';
  const { periods } = core;
  const all = periods.documents[period] ?? 0;
  const here =
    all === 0
      ? 'no documents'
      : `${line.documents[period]} of ${counted(all, 'document')}, ${counted(line.places[period] ?? 0, 'place')}`;
  return `${labelOf(line)}, ${periods.names[period]}: ${here}`;
}

function highest(line: Line): number {
  return Math.max(0, ...line.shares.map((share) => share ?? 0));
}

interface StripRowProps {
  core: Core;
  line: Line;
  row: number;
  own: boolean;
  layout: Layout;
  /** Top of the strip. */
  y: number;
}

function StripRow({ core, line, row, own, layout, y }: StripRowProps) {
  const { formulation } = line;
  const { scale, strip, stacked, step, top } = layout;
  const { steps, empty } = byStep(line.shares, own ? highest(line) || 1 : 1);
  const first = periodOf(core, formulation.first.documents[0]);
  const last = periodOf(core, formulation.last.documents[0]);
  const room = stacked ? layout.width - 60 : scale.left - 12;
  const watched = line.row < core.watched;
  const language = core.documents.language[formulation.first.documents[0] ?? -1] || undefined;
  const label = labelOf(line);
  const short = fitted(label, room - (watched ? 16 : 0), labelFont);
  const labelY = stacked ? top + row * step + 14 : y + strip / 2 + 4;
  return (
    <g>
      <a class="label" href={address(['formulation', line.row])} lang={language}>
        {label !== short && <title>{label}</title>}
        <text x={stacked ? 0 : scale.left - 8} y={labelY} text-anchor={stacked ? 'start' : 'end'}>
          {watched && <tspan class="watched">★ </tspan>}
          {short}
        </text>
      </a>
      {empty.length > 0 && <path class="no-documents" d={cellsPath(empty, scale, y, strip)} />}
      {steps.map(
        (cells, i) => cells.length > 0 && <path key={i} class={`share-${i}`} d={cellsPath(cells, scale, y, strip)} />,
      )}
      {first >= 0 && (
        <path class="end" d={`M${scale.begin(first) + 0.75} ${y - 2}v${strip + 4}`}>
          <title>{`first: ${attestation(core, formulation.first)}`}</title>
        </path>
      )}
      {last >= 0 && (
        <path class="end" d={`M${scale.begin(last + 1) - 0.75} ${y - 2}v${strip + 4}`}>
          <title>{`last: ${attestation(core, formulation.last)}`}</title>
        </path>
      )}
      {formulation.hand_overs.filter(isTold).map((change, i) => {
        const x = scale.middle(change.period);
        return (
          <path
            key={i}
            class={`change ${change.clear ? '' : 'weak'}`}
            d={`M${x} ${y - 1.5}l3.5 4.5l-3.5 4.5l-3.5 -4.5z`}
          >
            <title>{changeInWords(core, change)}</title>
          </path>
        );
      })}
      <text class="total" x={scale.end + 6} y={y + strip / 2 + 4}>
        {count(formulation.documents)}
      </text>
    </g>
  );
}

function changeInWords(core: Core, change: HandOver): string {
  const { period, from, to } = change;
  const words = (values: string[]) =>
    values.map((value) => (value === '' ? 'nothing' : `“${plain(value)}”`)).join(' or ');
  const chance = change.clear ? '' : ' (may be chance)';
  return `${core.periods.names[period]}: ${words(to)} ${to.length > 1 ? 'lead' : 'leads'} instead of ${words(from)}${chance}`;
}

function CellTip({ core, line, period }: { core: Core; line: Line; period: number }) {
  const { formulation } = line;
  const all = core.periods.documents[period] ?? 0;
  const documents = line.documents[period] ?? 0;
  const places = line.places[period] ?? 0;
  const changes = formulation.hand_overs.filter((change) => change.period === period && isTold(change));
  return (
    <>
      <div class="phrase" dir="auto">
        {labelOf(line)}
      </div>
      <div>
        <strong>{core.periods.names[period]}</strong>:{' '}
        {all === 0
          ? 'no documents'
          : `${documents} of ${counted(all, 'document')} (${percent(documents / all)}), ${counted(places, 'place')}`}
      </div>
      {period === periodOf(core, formulation.first.documents[0]) && (
        <div>first: {attestation(core, formulation.first)}</div>
      )}
      {period === periodOf(core, formulation.last.documents[0]) && (
        <div>last: {attestation(core, formulation.last)}</div>
      )}
      {changes.map((change, i) => (
        <div key={i}>{changeInWords(core, change)}</div>
      ))}
    </>
  );
}

function Axis({ periods, layout, y }: { periods: Periods; layout: Layout; y: number }) {
  const { scale } = layout;
  const widest = textWidth(periods.names[0] ?? '', axisFont) + 10;
  return (
    <g class="axis" aria-hidden="true">
      <path d={`M${scale.left} ${y + 4}h${scale.count * scale.step}`} />
      {periodTicks(periods, widest / scale.step).map(({ period, label }) => {
        const x = scale.middle(period);
        const half = textWidth(label, axisFont) / 2;
        return (
          <g key={period}>
            <path d={`M${x} ${y}v4`} />
            <text x={Math.max(half, x)} y={y - 4} text-anchor="middle">
              {label}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** Documents in each period, so that a gap in the texts is not taken for one in the use. */
function Totals({ periods, layout, y }: { periods: Periods; layout: Layout; y: number }) {
  const { scale, stacked } = layout;
  const wide = Math.max(scale.step - 0.5, scale.step * 0.8);
  const most = Math.max(1, ...periods.documents);
  const height = 38;
  const empty = periods.documents.flatMap((n, period) => (n === 0 ? [period] : []));
  let path = '';
  periods.documents.forEach((n, period) => {
    const tall = (n / most) * height;
    if (n > 0) path += `M${scale.begin(period)} ${y + height}v${-tall}h${wide}v${tall}z`;
  });
  return (
    <g class="totals">
      <text
        class="name"
        x={stacked ? 0 : scale.left - 8}
        y={stacked ? y - 4 : y + height - 2}
        text-anchor={stacked ? 'start' : 'end'}
      >
        documents in all
      </text>
      <path class="no-documents" d={cellsPath(empty, scale, y + height - 6, 6)} />
      <path class="bar" d={path} />
      <text class="total" x={scale.end + 6} y={y + 8}>
        {count(most)}
      </text>
      <Axis periods={periods} layout={layout} y={y + height + 22} />
    </g>
  );
}

interface LegendItem {
  mark: 'cell' | 'ends' | 'change' | 'weak' | 'watched';
  class: string;
  text: string;
  hint: string;
  x: number;
  y: number;
}

/** Colours and marks in words, with the number of cells of each; from line to line where there is little room. */
function legendOf(core: Core, lines: Line[], own: boolean, width: number): { items: LegendItem[]; height: number } {
  const cells = [0, 0, 0, 0, 0, 0];
  let empty = 0;
  for (const line of lines) {
    const found = byStep(line.shares, own ? highest(line) || 1 : 1);
    found.steps.forEach((periods, step) => (cells[step] = (cells[step] ?? 0) + periods.length));
    empty += found.empty.length;
  }
  const bounds = [...shareSteps.map((step) => Math.round(100 * step)), 100];
  const of = own ? 'of the row’s highest share' : 'of the documents';
  const items: LegendItem[] = cells.map((number, step) => ({
    mark: 'cell',
    class: `share-${step}`,
    text: step === 0 ? 'none' : step === 1 ? `up to ${bounds[1]}% ${of}` : `to ${bounds[step]}%`,
    hint: counted(number, 'cell'),
    x: 0,
    y: 0,
  }));
  const add = (mark: LegendItem['mark'], text: string, hint: string) =>
    items.push({ mark, class: mark === 'cell' ? 'no-documents' : '', text, hint, x: 0, y: 0 });
  if (empty > 0) add('cell', 'no documents', counted(empty, 'cell'));
  add('ends', 'first, last use', '');
  const changes = lines.flatMap(({ formulation }) => formulation.hand_overs.filter(isTold));
  const told = 'Other words take the lead in a place that varies';
  if (changes.some(({ clear }) => clear)) add('change', 'change of words', told);
  if (!changes.every(({ clear }) => clear)) add('weak', 'change that may be chance', told);
  if (lines.some(({ row }) => row < core.watched)) add('watched', 'on the watch-list', '');
  let [x, y] = [0, 0];
  for (const item of items) {
    const wide = 20 + textWidth(legendText(item), legendFont);
    if (x > 0 && x + wide > width) [x, y] = [0, y + 20];
    item.x = x;
    item.y = y;
    x += wide + 16;
  }
  return { items, height: y + 20 };
}

const legendFont = `12px ${sans}`;

function legendText({ mark, text, hint }: LegendItem): string {
  return mark === 'cell' ? `${text} (${hint.replace(/ .*/, '')})` : text;
}

function Legend({ items }: { items: LegendItem[] }) {
  return (
    <g class="legend">
      {items.map((item) => (
        <g key={item.text} transform={`translate(${item.x} ${item.y})`}>
          {item.hint && <title>{item.hint}</title>}
          {item.mark === 'cell' && <rect class={item.class} y={1} width={14} height={14} />}
          {item.mark === 'ends' && <path class="end" d="M3 0v16M11 0v16" />}
          {(item.mark === 'change' || item.mark === 'weak') && (
            <path class={`change ${item.mark}`} d="M7 2.5l4 5l-4 5l-4 -5z" />
          )}
          {item.mark === 'watched' && (
            <text class="watched" y={12}>
              ★
            </text>
          )}
          <text x={19} y={12}>
            {legendText(item)}
          </text>
        </g>
      ))}
    </g>
  );
}
