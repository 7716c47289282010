/** How much it was used over time: share of documents, or places in 10,000 words; and by how many authors so far. */

import { max } from 'd3-array';
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import type { ComponentChildren } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { count, counted, percent, ratio } from '../data/format';
import { choose } from '../data/route';
import { usesOf } from '../data/store';
import { moved, usePointed, type Cell } from './cells';
import { Figure } from './figure';
import { showOccurrences } from './formulation-change';
import { useWidth } from './measure';
import { EmptyPeriods, PeriodFigure, PeriodNames, PeriodScale } from './over-periods';
import type { Card } from './formulation-uses';
import { shownText } from './phrase';
import { Table, type Column } from './table';

/** A period as in timeline.csv. Rates are null where there are no documents. */
interface Point {
  period: number;
  name: string;
  with: number;
  documents: number;
  places: number;
  tokens: number;
  share: number | null;
  shareLow: number | null;
  shareHigh: number | null;
  rate: number | null;
  rateLow: number | null;
  rateHigh: number | null;
  authors: number | null;
}

function pointsOf(card: Card): Point[] {
  const { periods, documents } = card.core;
  const named = documents.author.some((author) => author !== '');
  const used = new Map<number, [number, number]>();
  for (const { period, documents: documentsWith, places } of usesOf(card.row))
    used.set(period, [documentsWith, places]);
  return periods.names.map((name, period) => {
    const [documentsWith, places] = used.get(period) ?? [0, 0];
    const all = periods.documents[period] ?? 0;
    const tokens = periods.tokens[period] ?? 0;
    const per10k = (n: number | undefined) => (n === undefined || tokens === 0 ? null : (10_000 * n) / tokens);
    const share = all > 0 ? card.intervals.share[`${documentsWith}/${all}`] : undefined;
    const rate = all > 0 ? card.intervals.count[String(places)] : undefined;
    return {
      period,
      name,
      with: documentsWith,
      documents: all,
      places,
      tokens,
      share: all > 0 ? documentsWith / all : null,
      shareLow: share?.[0] ?? null,
      shareHigh: share?.[1] ?? null,
      rate: all > 0 ? per10k(places) : null,
      rateLow: per10k(rate?.[0]),
      rateHigh: per10k(rate?.[1]),
      authors: named ? (card.detail.adoption[period] ?? null) : null,
    };
  });
}

type Measure = 'share' | 'rate';

const value = (point: Point, measure: Measure) => (measure === 'share' ? point.share : point.rate);
const low = (point: Point, measure: Measure) => (measure === 'share' ? point.shareLow : point.rateLow);
const high = (point: Point, measure: Measure) => (measure === 'share' ? point.shareHigh : point.rateHigh);

/** Where the axis ends: at the largest value and as much again of the intervals. */
function ceiling(points: Point[], measure: Measure): number {
  const largest = max(points, (point) => value(point, measure) ?? 0) ?? 0;
  const highest = max(points, (point) => high(point, measure) ?? 0) ?? 0;
  const end = Math.min(highest, 2.5 * largest) || 1;
  return measure === 'share' ? Math.min(1, end) : end;
}

const top = 14;
const panel = 190;
const gap = 40;
const adoptionPanel = 80;

/** Where things stand in the figure, in CSS pixels. */
interface Layout {
  scale: PeriodScale;
  width: number;
  height: number;
  right: number;
  y: ScaleLinear<number, number>;
  /** Of the second panel, for the authors so far. */
  authorsTop: number;
  authorsY: ScaleLinear<number, number>;
  withAuthors: boolean;
  /** The lower end of what is drawn over periods. */
  end: number;
}

function layoutOf(points: Point[], measure: Measure, available: number): Layout {
  const left = 52;
  const right = 10;
  const step = Math.max(7, Math.min(110, (available - left - right) / points.length));
  const most = max(points, (p) => p.authors ?? 0) ?? 0;
  const withAuthors = most > 1;
  const authorsTop = top + panel + gap;
  const end = withAuthors ? authorsTop + adoptionPanel : top + panel;
  return {
    scale: new PeriodScale(left, step, points.length),
    width: Math.ceil(left + points.length * step + right),
    height: end + 26,
    right,
    y: scaleLinear([0, ceiling(points, measure)], [top + panel, top]).nice(4),
    authorsTop,
    authorsY: scaleLinear([0, Math.max(1, most)], [end, authorsTop]).nice(2),
    withAuthors,
    end,
  };
}

interface PartProps {
  points: Point[];
  measure: Measure;
  layout: Layout;
}

/** A line across the figure, with a number at its left end. */
function Tick({
  y,
  layout: { scale, width, right },
  children,
}: {
  y: number;
  layout: Layout;
  children: ComponentChildren;
}) {
  return (
    <g>
      <line class="grid" x1={scale.left} x2={width - right} y1={y} y2={y} />
      <text class="scale" x={scale.left - 6} y={y} text-anchor="end" dominant-baseline="central">
        {children}
      </text>
    </g>
  );
}

/** The 95% intervals, with an arrow where they go beyond the figure. */
function IntervalBars({ points, measure, layout: { scale, y } }: PartProps) {
  const axisEnd = y.domain()[1] ?? 1;
  const bar = Math.max(2, Math.min(14, scale.step * 0.5));
  return (
    <>
      {points.map((p) => {
        const [from, to] = [low(p, measure), high(p, measure)];
        if (from === null || to === null) return null;
        const x = scale.middle(p.period) - bar / 2;
        const upper = y(Math.min(to, axisEnd));
        return (
          <g key={p.period}>
            <rect
              class={p.places > 0 ? 'interval' : 'interval none'}
              x={x}
              width={bar}
              y={upper}
              height={Math.max(0, y(Math.min(from, axisEnd)) - upper)}
            />
            {to > axisEnd && <path class="beyond" d={`M${x - 1} ${upper + 1}l${bar / 2 + 1} -6l${bar / 2 + 1} 6z`} />}
          </g>
        );
      })}
    </>
  );
}

function Course({ points, measure, layout: { scale, y } }: PartProps) {
  const path = line<Point>()
    .defined((p) => value(p, measure) !== null)
    .x((p) => scale.middle(p.period))
    .y((p) => y(value(p, measure) ?? 0));
  return (
    <>
      <path class="course" d={path(points) ?? ''} />
      {points.map((p) => {
        const v = value(p, measure);
        return v === null ? null : (
          <circle
            key={p.period}
            class={v > 0 ? 'point' : 'point zero'}
            cx={scale.middle(p.period)}
            cy={y(v)}
            r={v > 0 ? Math.min(4, scale.step / 2.2) : Math.min(2.5, scale.step / 3)}
          />
        );
      })}
    </>
  );
}

function Adoption({ points, layout }: { points: Point[]; layout: Layout }) {
  const { scale, authorsTop, authorsY } = layout;
  const adopted = line<[number, number]>()
    .x(([x]) => x)
    .y(([, authors]) => authorsY(authors))
    .curve(curveStepAfter)([
    ...points.map((p): [number, number] => [scale.begin(p.period), p.authors ?? 0]),
    [scale.end, max(points, (p) => p.authors ?? 0) ?? 0],
  ]);
  return (
    <g>
      <text class="scale" x={scale.left} y={authorsTop - 10}>
        authors so far
      </text>
      {authorsY
        .ticks(2)
        .filter(Number.isInteger)
        .map((tick) => (
          <Tick key={tick} y={authorsY(tick)} layout={layout}>
            {tick}
          </Tick>
        ))}
      <path class="adopted" d={adopted ?? ''} />
    </g>
  );
}

function Drawing({ card, points, measure }: { card: Card; points: Point[]; measure: Measure }) {
  const { periods } = card.core;
  const place = useRef<HTMLDivElement>(null);
  const available = useWidth(place) || 960;
  const [cell, point] = usePointed();
  const layout = layoutOf(points, measure, available);
  const { scale, width, height, y, withAuthors, end } = layout;
  const cut = points.some((p) => (high(p, measure) ?? 0) > (y.domain()[1] ?? 1));
  const format = (tick: number) => (measure === 'share' ? percent(tick) : String(Number(tick.toPrecision(3))));
  const open = ({ column }: Cell) => {
    if (!points[column]?.places) return;
    choose({ period: points[column]?.name, wording: undefined, value: undefined });
    showOccurrences();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && cell) return open(cell);
    const next = /Up|Down/.test(event.key) ? undefined : moved(event, cell ?? { row: 0, column: -1 }, 1, scale.count);
    if (!next) return;
    event.preventDefault();
    point(next);
  };
  const title = measure === 'share' ? 'Share of documents' : 'Places in 10,000 words';
  const pointed = cell && points[cell.column];
  return (
    <div ref={place}>
      <Figure
        title={`${title} by ${periods.length}, with 95% intervals: “${shownText(card.row)}”`}
        file={`formulation-${card.row.rank}-${measure}`}
        caption={
          <>
            {measure === 'share'
              ? 'How many of the documents of each period have it.'
              : 'Places in 10,000 words of each period.'}{' '}
            Bars: 95% intervals; within them the value may differ by chance alone.
            {cut && ' An arrow: the interval goes beyond the figure.'} Hatched: no documents.{' '}
            {withAuthors && 'Below: how many different authors had used it by then. '}
            <span class="readout" role="status">
              {pointed ? <Told point={pointed} /> : 'Point at a period for its numbers, press it for its places.'}
            </span>
          </>
        }
      >
        <PeriodFigure
          class="rates"
          label={`${title} by ${periods.length}, ${periods.names[0]} to ${periods.names.at(-1)}; the numbers are in the table below`}
          keys="Periods of the figure: arrows go from one to the next, Enter shows its places"
          {...{ scale, width, height, point, open, onKeyDown }}
        >
          <EmptyPeriods periods={periods} scale={scale} y={top} height={panel} />
          {y.ticks(4).map((tick) => (
            <Tick key={tick} y={y(tick)} layout={layout}>
              {format(tick)}
            </Tick>
          ))}
          {pointed && (
            <rect class="band" x={scale.begin(pointed.period)} y={top} width={scale.step} height={end - top} />
          )}
          <IntervalBars {...{ points, measure, layout }} />
          <Course {...{ points, measure, layout }} />
          {withAuthors && <Adoption points={points} layout={layout} />}
          <PeriodNames periods={periods} scale={scale} y={end + 18} class="scale" />
        </PeriodFigure>
      </Figure>
    </div>
  );
}

function Told({ point: p }: { point: Point }) {
  if (p.documents === 0) {
    return (
      <>
        <b>{p.name}</b>: no documents
      </>
    );
  }
  return (
    <>
      <b>{p.name}</b>: in {count(p.with)} of {counted(p.documents, 'document')} ({percent(p.share)}; 95% interval{' '}
      {percent(p.shareLow)} to {percent(p.shareHigh)}); {counted(p.places, 'place')}, {ratio(p.rate)} in 10,000 words (
      {ratio(p.rateLow)} to {ratio(p.rateHigh)}){p.authors !== null && `; ${counted(p.authors, 'author')} so far`}
    </>
  );
}

/** The columns of timeline.csv. */
function columns(card: Card, named: boolean): Column<Point>[] {
  const number = (
    name: string,
    title: string,
    of: (p: Point) => number | null,
    show: (v: number | null) => string,
  ): Column<Point> => ({
    name,
    title,
    numeric: true,
    value: of,
    cell: (p) => show(of(p)),
  });
  const whole = (v: number | null) => (v === null ? '–' : count(v));
  return [
    {
      name: 'period',
      title: card.core.periods.length,
      value: (p) => p.name,
      cell: (p) =>
        p.places > 0 ? (
          <button
            type="button"
            class="plain"
            onClick={() => {
              choose({ period: p.name, wording: undefined, value: undefined });
              showOccurrences();
            }}
          >
            {p.name}
          </button>
        ) : (
          p.name
        ),
    },
    number('documents_with', 'Documents with it', (p) => p.with, whole),
    number('documents_total', 'Documents', (p) => p.documents, whole),
    number('document_share', 'Share', (p) => p.share, percent),
    number('low', '95% from', (p) => p.shareLow, percent),
    number('high', 'to', (p) => p.shareHigh, percent),
    number('occurrences', 'Places', (p) => p.places, whole),
    number('tokens_total', 'Words', (p) => p.tokens, whole),
    number('per_10k', 'In 10,000 words', (p) => p.rate, ratio),
    number('per_10k_low', '95% from', (p) => p.rateLow, ratio),
    number('per_10k_high', 'to', (p) => p.rateHigh, ratio),
    ...(named ? [number('authors', 'Authors so far', (p) => p.authors, whole)] : []),
  ];
}

export function Rates({ card, query }: { card: Card; query: URLSearchParams }) {
  const points = useMemo(() => pointsOf(card), [card]);
  const named = points.some((p) => p.authors !== null);
  const shown = useMemo(() => columns(card, named), [card, named]);
  const [opened, setOpened] = useState(false);
  const measure: Measure = query.get('measure') === 'rate' ? 'rate' : 'share';
  if (points.length === 0 || card.row.occurrences === 0) return null;
  return (
    <section aria-labelledby="over-time">
      <h2 id="over-time">How much it was used</h2>
      <div class="choices">
        <label>
          Show
          <select
            value={measure}
            onChange={(event) => choose({ measure: event.currentTarget.value === 'rate' ? 'rate' : undefined })}
          >
            <option value="share">in what share of the documents</option>
            <option value="rate">how often in 10,000 words</option>
          </select>
        </label>
      </div>
      <Drawing card={card} points={points} measure={measure} />
      <details onToggle={(event) => setOpened(event.currentTarget.open)}>
        <summary>The same as a table</summary>
        {opened && (
          <Table
            caption="Use over time"
            columns={shown}
            rows={points}
            rowKey={(p) => p.period}
            file={`formulation-${card.row.rank}-timeline`}
            sort={query.get('tsort') ?? ''}
            sortChoice="tsort"
            what="period"
          />
        )}
      </details>
    </section>
  );
}
