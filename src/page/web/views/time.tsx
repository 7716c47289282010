/** The leading formulations over all periods: a strip each, one under another. */

import { useMemo } from 'preact/hooks';
import type { Core, Formulation } from '../data/contract';
import { count, counted, folded, limitOf } from '../data/format';
import { address, choose } from '../data/route';
import { usesOf } from '../data/store';
import { useStore } from '../parts/context';
import { Figure } from '../parts/figure';
import { runsInWords } from '../parts/period-axis';
import { shares } from '../parts/strip';
import { StripChart, type Line } from '../parts/strip-chart';
import './time.css';

const rowChoices = [25, 50, 100] as const;
const sorts = {
  rank: 'rank',
  first: 'first use, earliest first',
  last: 'last use, latest first',
  documents: 'documents, most first',
  peak: 'peak, earliest first',
} as const;
type Sort = keyof typeof sorts;

export function Time({ query }: { query: URLSearchParams }) {
  const { core } = useStore();
  return (
    <>
      <h1 tabIndex={-1}>Formulations over time</h1>
      {core.periods.names.length === 0 ? (
        <p>
          No document has a date that tells its {core.periods.length}, so nothing can be laid out in time. Dates are
          read from metadata or names of files; the <a href={address(['documents'])}>documents</a> show which were
          found.
        </p>
      ) : core.formulations.length === 0 ? (
        <p>No formulation recurs in this corpus.</p>
      ) : (
        <Strips core={core} query={query} />
      )}
    </>
  );
}

function lineOf(core: Core, row: number): Line {
  const formulation = core.formulations[row] as Formulation;
  const periods = core.periods.names.length;
  const documents = new Uint32Array(periods);
  const places = new Uint32Array(periods);
  for (const use of usesOf(formulation)) {
    documents[use.period] = use.documents;
    places[use.period] = use.places;
  }
  return { row, formulation, shares: shares(formulation, core.periods), documents, places };
}

/** What a line is ordered by; what is unknown comes last. */
function sortValue({ formulation, row }: Line, sort: Sort): [string, number] {
  switch (sort) {
    case 'first':
      return [formulation.first.date || '\uffff', 1];
    case 'last':
      return [formulation.last.date, -1];
    case 'documents':
      return [String(formulation.documents).padStart(9, '0'), -1];
    case 'peak':
      return [String(formulation.peak < 0 ? 999_999_999 : formulation.peak).padStart(9, '0'), 1];
    default:
      return [String(row).padStart(9, '0'), 1];
  }
}

function inOrder(lines: Line[], sort: Sort): Line[] {
  return [...lines].sort((x, y) => {
    const [a, sign] = sortValue(x, sort);
    const [b] = sortValue(y, sort);
    return a === b ? x.row - y.row : a < b ? -sign : sign;
  });
}

/** What a filter looks into: its words, and those that fill its slots. */
const searched = new WeakMap<Formulation, string>();
function foldedWords(formulation: Formulation): string {
  let text = searched.get(formulation);
  if (text === undefined) {
    text = folded(`${formulation.text}\n${formulation.slots}`);
    searched.set(formulation, text);
  }
  return text;
}

interface StripChoices {
  q: string;
  /** Rows; Infinity: all. */
  most: number;
  sort: Sort;
  /** Colours by the row's own highest share. */
  own: boolean;
  list: string;
}

function stripChoices(core: Core, query: URLSearchParams): StripChoices {
  const q = query.get('q') ?? '';
  const most = query.get('rows') === 'all' ? Infinity : (rowChoices.find((n) => n === Number(query.get('rows'))) ?? 25);
  const wantedSort = query.get('sort') ?? '';
  const sort: Sort = wantedSort in sorts ? (wantedSort as Sort) : 'rank';
  const own = query.get('scale') === 'own';
  const wantedList = query.get('list');
  const list = core.watched > 0 && (wantedList === 'watched' || wantedList === 'found') ? wantedList : 'all';
  return { q, most, sort, own, list };
}

/** The formulations that are asked for, and the lines of those that are drawn. */
function useLines(core: Core, { q, most, sort, list }: StripChoices): { rows: number[]; lines: Line[] } {
  const rows = useMemo(() => {
    const words = folded(q)
      .split(/\s+/)
      .filter((word) => word !== '');
    const found: number[] = [];
    core.formulations.forEach((formulation, row) => {
      const watched = row < core.watched;
      if (list !== 'all' && watched !== (list === 'watched')) return;
      const text = foldedWords(formulation);
      if (words.every((word) => text.includes(word))) found.push(row);
    });
    return found;
  }, [core, q, list]);
  const lines = useMemo(
    () =>
      inOrder(
        rows.slice(0, most === Infinity ? rows.length : most).map((row) => lineOf(core, row)),
        sort,
      ),
    [rows, most, sort],
  );
  return { rows, lines };
}

function Strips({ core, query }: { core: Core; query: URLSearchParams }) {
  const choices = stripChoices(core, query);
  const { q, own, list } = choices;
  const { rows, lines } = useLines(core, choices);
  const of = limitOf(core, 'formulations');

  return (
    <>
      <Choices core={core} choices={choices} />
      {lines.length === 0 ? (
        <p>No formulation like that.</p>
      ) : (
        <Figure
          title={`Formulations over time, ${own ? 'share of the row’s own highest' : 'share of the documents'}`}
          file="formulations-over-time"
          caption={
            <>
              {lines.length < rows.length
                ? `The ${lines.length} leading of ${counted(rows.length, 'formulation')}${q || list !== 'all' ? ' like that' : ''}`
                : counted(lines.length, 'formulation')}
              , a row each;{' '}
              {own
                ? 'the colour compares a row’s periods with its own highest share'
                : 'the colour is the share of the period’s documents that have it'}
              . {of && `The page holds ${count(of.shown)} of ${count(of.all)} listed. `}
              {runsInWords(core.periods)} Click a cell for its places.
            </>
          }
        >
          <StripChart core={core} lines={lines} own={own} />
        </Figure>
      )}
    </>
  );
}

function Choices({ core, choices: { q, most, sort, own, list } }: { core: Core; choices: StripChoices }) {
  return (
    <div class="choices">
      <label class="grow">
        Filter by words
        <input type="search" value={q} data-key="/" onInput={(event) => choose({ q: event.currentTarget.value })} />
      </label>
      {core.watched > 0 && (
        <label>
          Show
          <select
            value={list}
            onChange={(event) => choose({ list: event.currentTarget.value === 'all' ? '' : event.currentTarget.value })}
          >
            <option value="all">watch-list and found</option>
            <option value="watched">watch-list</option>
            <option value="found">found</option>
          </select>
        </label>
      )}
      <label>
        Rows
        <select
          value={most === Infinity ? 'all' : String(most)}
          onChange={(event) => choose({ rows: event.currentTarget.value === '25' ? '' : event.currentTarget.value })}
        >
          {rowChoices.map((n) => (
            <option key={n} value={n}>
              {n}
            </option>
          ))}
          <option value="all">all {count(core.formulations.length)}</option>
        </select>
      </label>
      <label>
        Sort by
        <select
          value={sort}
          onChange={(event) => choose({ sort: event.currentTarget.value === 'rank' ? '' : event.currentTarget.value })}
        >
          {Object.entries(sorts).map(([name, title]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label>
        Colours
        <select
          value={own ? 'own' : 'share'}
          onChange={(event) => choose({ scale: event.currentTarget.value === 'own' ? 'own' : '' })}
        >
          <option value="share">share of the documents</option>
          <option value="own">share of the row’s own highest</option>
        </select>
      </label>
    </div>
  );
}

/** Sizes in the figure, in CSS pixels. */
