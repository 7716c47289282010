/** What figures over periods have in common: where a period stands, what it is called, which one is pointed at. */

import type { ComponentChildren } from 'preact';
import type { Periods } from '../data/contract';
import type { Cell } from './cells';
import { labelRoom, periodTicks } from './period-axis';

/** Periods side by side, all of one width. */
export class PeriodScale {
  constructor(
    /** Where the first one begins. */
    readonly left: number,
    /** Width of one. */
    readonly step: number,
    readonly count: number,
  ) {}

  /** Where one begins; of the number of periods: where the last one ends. */
  begin(period: number): number {
    return this.left + period * this.step;
  }
  middle(period: number): number {
    return this.left + (period + 0.5) * this.step;
  }
  get end(): number {
    return this.begin(this.count);
  }
  /** The period at a place; undefined: beside them. */
  at(x: number): number | undefined {
    const period = Math.floor((x - this.left) / this.step);
    return period >= 0 && period < this.count ? period : undefined;
  }
}

/** Rectangles over some periods, ascending, as one path; neighbours are one rectangle. */
export function cellsPath(periods: readonly number[], scale: PeriodScale, y: number, height: number): string {
  let path = '';
  for (let i = 0; i < periods.length; ++i) {
    const begin = periods[i] ?? 0;
    let end = begin + 1;
    while (periods[i + 1] === end) {
      ++i;
      ++end;
    }
    path += `M${scale.begin(begin)} ${y}h${(end - begin) * scale.step}v${height}h${-(end - begin) * scale.step}z`;
  }
  return path;
}

/** The names of periods, as many as there is room for. */
export function PeriodNames(props: { periods: Periods; scale: PeriodScale; y: number; class: string }) {
  const { periods, scale, y } = props;
  return (
    <>
      {periodTicks(periods, labelRoom(periods) / scale.step).map(({ period, label }) => (
        <text key={period} class={props.class} x={scale.middle(period)} y={y} text-anchor="middle">
          {label}
        </text>
      ))}
    </>
  );
}

/** Hatches the periods without documents. */
export function EmptyPeriods(props: { periods: Periods; scale: PeriodScale; y: number; height: number }) {
  const { periods, scale, y, height } = props;
  return (
    <>
      {periods.documents.map(
        (documents, i) =>
          documents === 0 && (
            <rect key={i} class="no-documents" x={scale.begin(i)} y={y} width={scale.step} height={height}>
              <title>{`${periods.names[i]}: no documents`}</title>
            </rect>
          ),
      )}
    </>
  );
}

interface FigureProps {
  class: string;
  /** For those who do not see it: what it shows, and what its keys do. */
  label: string;
  keys: string;
  scale: PeriodScale;
  width: number;
  height: number;
  /** Where the cells of a period lie; undefined: it is one, as high as the figure. */
  rows?: { top: number; height: number; count: number };
  point: (cell: Cell | undefined) => void;
  open: (cell: Cell) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  children: ComponentChildren;
}

/** A figure whose cells are pointed at and opened. */
export function PeriodFigure({ scale, width, height, rows, point, open, ...props }: FigureProps) {
  const cellAt = (event: MouseEvent): Cell | undefined => {
    const box = (event.currentTarget as SVGSVGElement).getBoundingClientRect();
    const enlarged = width / box.width;
    const column = scale.at((event.clientX - box.left) * enlarged);
    if (column === undefined) return undefined;
    if (!rows) return { row: 0, column };
    const row = Math.floor(((event.clientY - box.top) * enlarged - rows.top) / rows.height);
    return row >= 0 && row < rows.count ? { row, column } : undefined;
  };
  return (
    <div
      class="keys"
      role="group"
      tabIndex={0}
      aria-label={props.keys}
      onKeyDown={props.onKeyDown}
      onBlur={() => point(undefined)}
    >
      <svg
        class={`figure ${props.class}`}
        viewBox={`0 0 ${width} ${height}`}
        style={{ width: `${width}px`, height: `${height}px` }}
        role="img"
        aria-label={props.label}
        onMouseMove={(event) => point(cellAt(event))}
        onMouseLeave={() => point(undefined)}
        onClick={(event) => {
          const cell = cellAt(event);
          if (cell) open(cell);
        }}
      >
        {props.children}
      </svg>
    </div>
  );
}
