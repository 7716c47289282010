/** Which wording in which period: a row for each, a column for each period, places in the cells. */

import { useMemo, useRef, useState } from 'preact/hooks';
import type { HandOver } from '../data/contract';
import { count, counted, isTold, percent } from '../data/format';
import { choose } from '../data/route';
import { moved, usePointed, type Cell } from './cells';
import { Figure } from './figure';
import { showOccurrences } from './formulation-change';
import { cutToFit, useWidth } from './measure';
import { EmptyPeriods, PeriodFigure, PeriodNames, PeriodScale } from './over-periods';
import { shownText } from './phrase';
import {
  authorsInWords,
  documentsOf,
  groupsOf,
  ofThisPage,
  periodOf,
  shortened,
  tellingSlot,
  valueOf,
  type Card,
  type Group,
  type PlaceFilter,
} from './formulation-uses';
import { shareStep } from './strip';

const rowsAtFirst = 12;
const rowsAtMost = 100;
const rowHeight = 26;
const letter = 8; // width of most letters of a label
const linesAtMost = 8; // more of them hide the cells
const narrow = 21; // cells below have no room for numbers

/** What a group is called. */
function nameOfGroup(group: Group): string {
  if (group.kind === 'rest') return `${count(group.members)} others`;
  if (group.kind === 'unaligned') return '(worded otherwise)';
  return group.text === '' ? '(nothing)' : group.text;
}

/** By period: the most places of a group. */
function leads(groups: Group[], periods: number): number[] {
  return Array.from({ length: periods }, (_, p) =>
    Math.max(0, ...groups.filter(({ kind }) => kind !== 'rest').map((group) => group.by[p] ?? 0)),
  );
}

function placesIn(card: Card, group: Group, groups: Group[], slot: number | undefined, period: number) {
  const named = new Set(groups.filter(({ kind }) => kind !== 'rest').map((g) => `${g.kind} ${g.text}`));
  return card.places.filter((place) => {
    if (periodOf(card, place) !== period) return false;
    const value = slot === undefined ? undefined : valueOf(card, place.wording, slot);
    const text = slot === undefined ? (card.detail.wordings[place.wording]?.text ?? '') : (value ?? '');
    const kind = slot === undefined ? 'wording' : value === undefined ? 'unaligned' : 'value';
    return group.kind === 'rest' ? !named.has(`${kind} ${text}`) : kind === group.kind && text === group.text;
  });
}

/** Shows the places of a cell below. */
function open(card: Card, group: Group, period: number): void {
  const { choice } = group;
  choose({
    period: card.core.periods.names[period],
    wording: choice && 'wording' in choice ? choice.wording : undefined,
    value: choice && 'value' in choice ? choice.value : undefined,
  });
  showOccurrences();
}

function isChosen(group: Group, period: number, filter: PlaceFilter): boolean {
  if (filter.period !== period || !group.choice) return false;
  if ('wording' in group.choice) return filter.wording === group.choice.wording;
  return filter.slot !== undefined && group.choice.value === `${filter.slot + 1}:${filter.value}`;
}

interface DrawingProps {
  card: Card;
  groups: Group[];
  slot: number | undefined;
  filter: PlaceFilter;
  label: string;
}

/** Sizes of the figure, in CSS pixels. */
interface Layout {
  scale: PeriodScale;
  width: number;
  height: number;
  /** Of the cells. */
  rows: { top: number; height: number; count: number };
  withNumbers: boolean;
}

function layoutOf(groups: Group[], periods: number, available: number): Layout {
  const longest = Math.max(...groups.map((group) => cutToFit(nameOfGroup(group), 34).length));
  const left = Math.max(90, Math.min(longest * letter + 16, available < 560 ? 130 : 270));
  const right = 58;
  const step = Math.max(11, Math.min(64, (available - left - right) / periods));
  const top = 40;
  return {
    scale: new PeriodScale(left, step, periods),
    width: Math.ceil(left + periods * step + right),
    height: top + groups.length * rowHeight + 6,
    rows: { top, height: rowHeight, count: groups.length },
    withNumbers: step >= narrow,
  };
}

function Drawing({ card, groups, slot, filter, label }: DrawingProps) {
  const { periods } = card.core;
  const place = useRef<HTMLDivElement>(null);
  const available = useWidth(place) || 960;
  const [cell, point] = usePointed();
  const lead = useMemo(() => leads(groups, periods.names.length), [groups, periods]);
  const layout = layoutOf(groups, periods.names.length, available);
  const { scale, width, height, rows, withNumbers } = layout;
  const changes = slot === undefined ? [] : card.row.hand_overs.filter((change) => change.slot === slot);
  const openCell = ({ row, column }: Cell) => {
    const group = groups[row];
    if (group?.by[column]) open(card, group, column);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const next = moved(event, cell ?? { row: 0, column: 0 }, rows.count, scale.count);
    if (next) {
      event.preventDefault();
      point(cell ? next : { row: 0, column: 0 });
    } else if (event.key === 'Enter' && cell) openCell(cell);
    else if (event.key === 'Escape') point(undefined);
  };
  return (
    <div ref={place}>
      <Figure
        title={`${slot === undefined ? 'Wordings' : `Slot ${slot + 1}`} by ${periods.length}: “${shownText(card.row)}”`}
        file={`formulation-${card.row.rank}-${slot === undefined ? 'wordings' : `slot-${slot + 1}`}`}
        caption={
          <>
            Places{ofThisPage(card)} in each period. The stronger its colour, the larger the cell’s part of the period’s
            places
            {withNumbers && '; the most frequent is bold'}. Hatched: no documents.{' '}
            {changes.some(isTold) && '▼ another word took the lead. '}
            {changes.some((change) => !isTold(change)) && '▽ something else had the lead, in a tie or not for long. '}
            <Readout card={card} groups={groups} slot={slot} cell={cell} />
          </>
        }
      >
        <PeriodFigure
          class="matrix"
          label={label}
          keys="Cells of the figure: arrows go from one to the next, Enter shows its places"
          {...{ scale, width, height, rows, point, onKeyDown }}
          open={openCell}
        >
          <EmptyPeriods periods={periods} scale={scale} y={rows.top} height={rows.count * rowHeight} />
          <PeriodNames periods={periods} scale={scale} y={rows.top - 22} class="scale" />
          <text class="scale" x={width - 4} y={rows.top - 22} text-anchor="end">
            places
          </text>
          <ChangeMarks changes={changes} layout={layout} />
          {groups.map((group, row) => (
            <Row
              key={`${group.kind} ${group.text}`}
              y={rows.top + row * rowHeight}
              {...{ group, groups, lead, filter, layout }}
            />
          ))}
          {cell && (
            <rect
              class="pointed"
              x={scale.begin(cell.column) + 0.5}
              y={rows.top + cell.row * rowHeight + 0.5}
              width={scale.step - 1}
              height={rowHeight - 1}
            />
          )}
        </PeriodFigure>
      </Figure>
    </div>
  );
}

function ChangeMarks({ changes, layout: { scale, rows } }: { changes: HandOver[]; layout: Layout }) {
  return (
    <>
      {changes.map((change) => (
        <g key={change.period}>
          <text class="change-mark" x={scale.middle(change.period)} y={rows.top - 6} text-anchor="middle">
            {isTold(change) ? '▼' : '▽'}
          </text>
          {changes.length <= linesAtMost && (
            <line
              class="change-line"
              x1={scale.begin(change.period)}
              x2={scale.begin(change.period)}
              y1={rows.top - 4}
              y2={rows.top + rows.count * rowHeight}
            />
          )}
        </g>
      ))}
    </>
  );
}

interface RowProps {
  group: Group;
  groups: Group[];
  /** By period: the most places of a group. */
  lead: number[];
  filter: PlaceFilter;
  layout: Layout;
  y: number;
}

function Row({ group, groups, lead, filter, layout: { scale, width, withNumbers }, y }: RowProps) {
  return (
    <g transform={`translate(0 ${y})`}>
      <line class="grid" x1={0} x2={width} y1={rowHeight} y2={rowHeight} />
      <text
        class={group.kind === 'wording' || (group.kind === 'value' && group.text !== '') ? 'words' : 'words no-words'}
        x={scale.left - 8}
        y={rowHeight / 2}
        text-anchor="end"
        dominant-baseline="central"
      >
        {cutToFit(nameOfGroup(group), Math.floor((scale.left - 12) / letter))}
        <title>{nameOfGroup(group)}</title>
      </text>
      {group.by.map((places, period) => {
        if (places === 0) return null;
        const total = groups.reduce((sum, g) => sum + (g.by[period] ?? 0), 0);
        const leading = group.kind !== 'rest' && places === lead[period];
        return (
          <Share
            key={period}
            x={scale.begin(period)}
            width={scale.step}
            places={places}
            share={places / total}
            leading={leading}
            withNumber={withNumbers}
            chosen={isChosen(group, period, filter)}
          />
        );
      })}
      <text class="total" x={width - 4} y={rowHeight / 2} text-anchor="end" dominant-baseline="central">
        {count(group.places)}
      </text>
    </g>
  );
}

interface ShareProps {
  x: number;
  width: number;
  places: number;
  share: number;
  leading: boolean;
  withNumber: boolean;
  chosen: boolean;
}

function Share({ x, width, places, share, leading, withNumber, chosen }: ShareProps) {
  const step = shareStep(share);
  return (
    <g>
      <rect
        class={`${withNumber ? 'mark' : 'share'}-${step}${chosen ? ' chosen' : ''}`}
        x={x + 1}
        y={2}
        width={width - 2}
        height={rowHeight - 4}
        rx={2}
      />
      {withNumber && (
        <text
          class={leading ? 'cell-count leading' : 'cell-count'}
          x={x + width / 2}
          y={rowHeight / 2}
          text-anchor="middle"
          dominant-baseline="central"
        >
          {places < 1000 ? places : `${Math.round(places / 1000)}k`}
        </text>
      )}
    </g>
  );
}

/** What a cell says, in words. */
function Readout({ card, groups, slot, cell }: Omit<DrawingProps, 'filter' | 'label'> & { cell: Cell | undefined }) {
  const told = useMemo(() => {
    const group = cell && groups[cell.row];
    if (!cell || !group) return undefined;
    const { column: period } = cell;
    const name = card.core.periods.names[period] ?? '';
    if (card.core.periods.documents[period] === 0) return { name, text: 'no documents' };
    const places = placesIn(card, group, groups, slot, period);
    if (places.length === 0) return { name, words: nameOfGroup(group), text: 'no place' };
    const by = authorsInWords(card, places);
    return {
      name,
      words: nameOfGroup(group),
      text: `${counted(places.length, 'place')}${ofThisPage(card)} in ${counted(documentsOf(places), 'document')}${by ? `, by ${by}` : ''}`,
    };
  }, [card, groups, slot, cell]);
  return (
    <span class="readout" role="status">
      {told ? (
        <>
          <b>{told.name}</b>
          {told.words && (
            <>
              , <bdi class="wording">{told.words}</bdi>
            </>
          )}
          : <bdi>{told.text}</bdi>
        </>
      ) : (
        'Point at a cell for its authors, press it for its places.'
      )}
    </span>
  );
}

/** The same as a table, for those who read it so. */
function AsTable({ card, groups, caption }: { card: Card; groups: Group[]; caption: string }) {
  const [opened, setOpened] = useState(false);
  const { periods } = card.core;
  const shown = periods.names.map((_, i) => i).filter((i) => groups.some((group) => group.by[i]));
  return (
    <details onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>The same as a table</summary>
      {opened && (
        <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
          <table>
            <caption class="told">{caption}</caption>
            <thead>
              <tr>
                <th scope="col">{groups[0]?.kind === 'wording' ? 'Wording' : 'In the slot'}</th>
                {shown.map((period) => (
                  <th key={period} scope="col" class="number">
                    {periods.names[period]}
                  </th>
                ))}
                <th scope="col" class="number">
                  All
                </th>
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <tr key={`${group.kind} ${group.text}`}>
                  <th scope="row">
                    <bdi class={group.kind === 'rest' ? '' : 'wording'}>{nameOfGroup(group)}</bdi>
                  </th>
                  {shown.map((period) => (
                    <td key={period} class="number">
                      {group.by[period] ? (
                        <button
                          type="button"
                          class="plain"
                          aria-label={`${nameOfGroup(group)}, ${periods.names[period]}: ${counted(group.by[period] ?? 0, 'place')}`}
                          onClick={() => open(card, group, period)}
                        >
                          {count(group.by[period] ?? 0)}
                        </button>
                      ) : (
                        ''
                      )}
                    </td>
                  ))}
                  <td class="number">{count(group.places)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

/** The most frequent alternatives of a slot, as its name. */
function slotName(card: Card, slot: number): string {
  const values = groupsOf(card, slot).filter(({ kind }) => kind === 'value');
  const shown = values.slice(0, 3).map((group) => cutToFit(nameOfGroup(group), 24));
  return `${slot + 1}: ${shown.join(' | ')}${values.length > 3 ? ' | …' : ''}`;
}

export function WordingMatrix({ card, query, filter }: { card: Card; query: URLSearchParams; filter: PlaceFilter }) {
  const telling = useMemo(() => tellingSlot(card), [card]);
  const slots = useMemo(() => Array.from({ length: card.template.slots }, (_, slot) => slotName(card, slot)), [card]);
  const asked = query.get('by') ?? '';
  const slot =
    asked === 'wordings'
      ? undefined
      : Number(asked) >= 1 && Number(asked) <= card.template.slots
        ? Number(asked) - 1
        : telling;
  const all = query.has('all');
  const groups = useMemo(() => groupsOf(card, slot), [card, slot]);
  const shown = useMemo(() => shortened(groups, all ? rowsAtMost : rowsAtFirst), [groups, all]);
  const { periods } = card.core;
  if (periods.names.length === 0 || card.detail.wordings.length < 2) return null; // there is nothing to compare

  const undated = card.places.filter((place) => periodOf(card, place) < 0).length;
  const what = slot === undefined ? 'wordings' : 'alternatives of the slot';
  const label = `${counted(groups.length, slot === undefined ? 'wording' : 'alternative')} in ${counted(periods.names.length, 'period')}: ${shown
    .slice(0, 4)
    .map((group) => `${nameOfGroup(group)} ${count(group.places)} (${percent(group.places / card.places.length)})`)
    .join(', ')}`;
  return (
    <section aria-labelledby="wordings-over-time">
      <h2 id="wordings-over-time">Which words in which {periods.length}</h2>
      {card.template.slots > 0 && (
        <div class="choices">
          <label>
            Show
            <select
              class="which-slot"
              value={slot === undefined ? 'wordings' : String(slot + 1)}
              onChange={(event) => {
                const { value } = event.currentTarget;
                const usual = telling === undefined ? 'wordings' : String(telling + 1);
                choose({ by: value === usual ? undefined : value, all: undefined });
              }}
            >
              {slots.map((name, i) => (
                <option key={i} value={String(i + 1)}>
                  what fills slot {name}
                </option>
              ))}
              <option value="wordings">whole wordings</option>
            </select>
          </label>
        </div>
      )}
      <Drawing card={card} groups={shown} slot={slot} filter={filter} label={label} />
      {groups.length > rowsAtFirst + 1 && (
        <p>
          <button type="button" aria-expanded={all} onClick={() => choose({ all: !all })}>
            {all
              ? `Only the ${rowsAtFirst} most frequent`
              : groups.length > rowsAtMost
                ? `The ${rowsAtMost} most frequent of ${count(groups.length)} ${what}`
                : `All ${count(groups.length)} ${what}`}
          </button>
        </p>
      )}
      {undated > 0 && (
        <p class="quiet">
          {counted(undated, 'place')}
          {ofThisPage(card)} in documents without a date (or dated too vaguely) {undated === 1 ? 'is' : 'are'} in no{' '}
          {periods.length}.
        </p>
      )}
      <AsTable card={card} groups={shown} caption={`Places${ofThisPage(card)} of ${what} by ${periods.length}`} />
    </section>
  );
}
