/** Strips of formulations over all periods, one under another, with the marks of what changed. */

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Core, Formulation, HandOver, Periods } from '../data/contract';
import { attestation, count, counted, isTold, percent } from '../data/format';
import { address, go } from '../data/route';
import { moved, type Cell } from './cells';
import { fitted, plain, sans, serif, textWidth, useWidth } from './measure';
import { periodTicks } from './period-axis';
import { shareStep, shareSteps } from './strip';
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
  /** Where the strips begin. */
  left: number;
  /** Of a period. */
  cell: number;
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
    left,
    cell: Math.floor(cell * 8) / 8,
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

function rectangles(periods: number[], { left, cell }: Layout, y: number, height: number): string {
  let path = '';
  for (let i = 0; i < periods.length; ++i) {
    const begin = periods[i] ?? 0;
    let end = begin + 1;
    while (periods[i + 1] === end) {
      ++i;
      ++end;
    }
    path += `M${left + begin * cell} ${y}h${(end - begin) * cell}v${height}h${-(end - begin) * cell}z`;
  }
  return path;
}

/** The period of a document; −1: none. */
function periodOf(core: Core, document: number | undefined): number {
  return document === undefined ? -1 : (core.periods.of_document[document] ?? -1);
}

export function StripChart({ core, lines, own }: { core: Core; lines: Line[]; own: boolean }) {
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
  const { left, cell, step, top, strip, stacked } = layout;
  const columns = periods.names.length;
  useEffect(() => point(undefined), [lines]);
  const stripTop = (row: number) => top + row * step + (stacked ? 20 : 2);
  // A cursor that moves leaves them as they are.
  const strips = useMemo(
    () => (
      <>
        <Legend items={legend.items} />
        <Axis periods={periods} layout={layout} y={top - 6} />
        <text class="total" x={left + columns * cell + 6} y={top - 26}>
          documents
        </text>
        {lines.map((line, row) => (
          <StripRow key={line.row} core={core} line={line} row={row} own={own} layout={layout} y={stripTop(row)} />
        ))}
        <Totals periods={periods} layout={layout} y={top + step * lines.length + layout.bars - 50} />
      </>
    ),
    [lines, own, layout, legend],
  );
  const cellAddress = ({ row, column }: Cell) => {
    const line = lines[row];
    if (!line) return '#/';
    return address(['formulation', line.row], {
      period: (line.documents[column] ?? 0) > 0 ? periods.names[column] : undefined,
    });
  };
  const open = (at: Cell, newTab: boolean) => {
    if (newTab) window.open(cellAddress(at), '_blank');
    else go(cellAddress(at));
  };
  const cellAt = (event: MouseEvent): Cell | undefined => {
    const at = svg.current?.getBoundingClientRect();
    if (!at) return undefined;
    const column = Math.floor((event.clientX - at.left - left) / cell);
    const row = Math.floor((event.clientY - at.top - top) / step);
    if (row < 0 || row >= lines.length || column < 0 || column >= columns) return undefined;
    if (stacked && event.clientY - at.top < stripTop(row)) return undefined;
    return { row, column };
  };
  const moveTo = (to: Cell) => {
    const at = svg.current?.getBoundingClientRect();
    if (!at) return;
    const scroller = svg.current?.closest<HTMLElement>('.scroll');
    const x = left + to.column * cell;
    if (scroller) scroller.scrollLeft = Math.min(x, Math.max(scroller.scrollLeft, x + 60 - scroller.clientWidth));
    const now = svg.current?.getBoundingClientRect() ?? at;
    const y = now.top + stripTop(to.row);
    if (y < 80) scrollBy(0, y - 80);
    else if (y > innerHeight - 80) scrollBy(0, y - innerHeight + 80);
    const then = svg.current?.getBoundingClientRect() ?? at;
    point({ ...to, x: then.left + x + cell, y: then.top + stripTop(to.row) + strip });
    tell(spoken(core, lines[to.row], to.column));
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
          aria-label={`${counted(lines.length, 'formulation')} over time, ${periods.names[0]} to ${periods.names[columns - 1]}`}
          onPointerMove={(event) => {
            if (event.pointerType === 'touch') return;
            const at = cellAt(event);
            if (!at) point(undefined);
            else if (at.row !== cursor?.row || at.column !== cursor.column) {
              point({ ...at, x: event.clientX, y: event.clientY });
            }
          }}
          onPointerLeave={() => point(undefined)}
          onClick={(event) => {
            const at = cellAt(event);
            if (at) open(at, event.ctrlKey || event.metaKey);
          }}
        >
          {strips}
          {cursor && (
            <g class="cursor">
              <rect
                x={left + cursor.column * cell}
                y={top - 4}
                width={Math.max(1, cell)}
                height={step * lines.length + 8 + layout.bars}
              />
              <rect
                class="chosen"
                x={left + cursor.column * cell - 1}
                y={stripTop(cursor.row) - 1}
                width={cell + 2}
                height={strip + 2}
              />
            </g>
          )}
        </svg>
        <div
          class="time-cells"
          role="application"
          aria-roledescription="heat strips"
          aria-label="Cells of the strips. Arrow keys move from period to period and from row to row, Enter opens the places of a cell."
          tabIndex={0}
          style={{
            left: `${left}px`,
            top: `${top}px`,
            width: `${columns * cell}px`,
            height: `${step * lines.length}px`,
          }}
          onFocus={(event) => {
            if (event.currentTarget.matches(':focus-visible'))
              moveTo(cursor ?? { row: 0, column: firstUsed(lines[0]) });
          }}
          onBlur={() => point(undefined)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') point(undefined);
            const from = cursor ?? { row: 0, column: 0 };
            if (event.key === 'Enter') {
              event.preventDefault();
              open(from, event.ctrlKey || event.metaKey);
            }
            const to = moved(event, from, lines.length, columns);
            if (!to) return;
            event.preventDefault();
            moveTo(to);
          }}
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
  const { left, cell, strip, stacked, step, top } = layout;
  const steps: number[][] = [[], [], [], [], [], []];
  const empty: number[] = [];
  const whole = own ? highest(line) || 1 : 1;
  line.shares.forEach((share, period) => {
    if (share === null) empty.push(period);
    else steps[shareStep(share / whole)]?.push(period);
  });
  const first = periodOf(core, formulation.first.documents[0]);
  const last = periodOf(core, formulation.last.documents[0]);
  const room = stacked ? layout.width - 60 : left - 12;
  const watched = line.row < core.watched;
  const language = core.documents.language[formulation.first.documents[0] ?? -1] || undefined;
  const label = labelOf(line);
  const short = fitted(label, room - (watched ? 16 : 0), labelFont);
  const labelY = stacked ? top + row * step + 14 : y + strip / 2 + 4;
  return (
    <g>
      <a class="label" href={address(['formulation', line.row])} lang={language}>
        {label !== short && <title>{label}</title>}
        <text x={stacked ? 0 : left - 8} y={labelY} text-anchor={stacked ? 'start' : 'end'}>
          {watched && <tspan class="watched">★ </tspan>}
          {short}
        </text>
      </a>
      {empty.length > 0 && <path class="no-documents" d={rectangles(empty, layout, y, strip)} />}
      {steps.map(
        (cells, i) => cells.length > 0 && <path key={i} class={`share-${i}`} d={rectangles(cells, layout, y, strip)} />,
      )}
      {first >= 0 && (
        <path class="end" d={`M${left + first * cell + 0.75} ${y - 2}v${strip + 4}`}>
          <title>{`first: ${attestation(core, formulation.first)}`}</title>
        </path>
      )}
      {last >= 0 && (
        <path class="end" d={`M${left + (last + 1) * cell - 0.75} ${y - 2}v${strip + 4}`}>
          <title>{`last: ${attestation(core, formulation.last)}`}</title>
        </path>
      )}
      {formulation.hand_overs.filter(isTold).map((change, i) => {
        const x = left + (change.period + 0.5) * cell;
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
      <text class="total" x={left + core.periods.names.length * cell + 6} y={y + strip / 2 + 4}>
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
  const { left, cell } = layout;
  const widest = textWidth(periods.names[0] ?? '', axisFont) + 10;
  return (
    <g class="axis" aria-hidden="true">
      <path d={`M${left} ${y + 4}h${periods.names.length * cell}`} />
      {periodTicks(periods, widest / cell).map(({ period, label }) => {
        const x = left + (period + 0.5) * cell;
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
  const { left, cell, stacked } = layout;
  const most = Math.max(1, ...periods.documents);
  const height = 38;
  const empty = periods.documents.flatMap((n, period) => (n === 0 ? [period] : []));
  let path = '';
  periods.documents.forEach((n, period) => {
    const tall = (n / most) * height;
    if (n > 0) path += `M${left + period * cell} ${y + height}v${-tall}h${Math.max(cell - 0.5, cell * 0.8)}v${tall}z`;
  });
  return (
    <g class="totals">
      <text
        class="name"
        x={stacked ? 0 : left - 8}
        y={stacked ? y - 4 : y + height - 2}
        text-anchor={stacked ? 'start' : 'end'}
      >
        documents in all
      </text>
      <path class="no-documents" d={rectangles(empty, layout, y + height - 6, 6)} />
      <path class="bar" d={path} />
      <text class="total" x={left + periods.names.length * cell + 6} y={y + 8}>
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
    const whole = own ? highest(line) || 1 : 1;
    for (const share of line.shares) {
      if (share === null) ++empty;
      else {
        const step = shareStep(share / whole);
        cells[step] = (cells[step] ?? 0) + 1;
      }
    }
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
