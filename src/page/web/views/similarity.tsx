/** How much the documents share, two by two: a heatmap, and its pairs as a table. */

import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Core, SimilarityBlock, SimilarityTable } from '../data/contract';
import { count, counted, dateOf, folded, limitOf, percent, ratio, yearOf } from '../data/format';
import { address, choose, go } from '../data/route';
import { Later, useLater, useStore } from '../parts/context';
import { Figure } from '../parts/figure';
import { Heatmap, type HeatmapData } from '../parts/heatmap';
import { heatmapSvg } from '../parts/heatmap-svg';
import { plain } from '../parts/measure';
import { compareDates, datedName, shortNames } from '../parts/names';
import {
  closestFirst,
  containment,
  indexOfPair,
  matrixOf,
  measured,
  measures,
  orderOf,
  pairsOf,
  type Measure,
  type Order,
  type Pairs,
} from '../parts/pairs';
import { Ramp } from '../parts/ramp';
import { Table, type Column } from '../parts/table';
import { useThemeChange } from '../parts/theme';
import { valueScale, type ValueScale } from '../parts/value-scale';
import './similarity.css';

const measureNames: Record<Measure, string> = {
  jaccard: 'Jaccard',
  containment: 'Containment of the row',
  overlap: 'Overlap',
  weighted: 'Weighted Jaccard',
};

/** What a measure counts; `run`: `runs of 5 words`. */
function explanation(measure: Measure, run: string): string {
  switch (measure) {
    case 'containment':
      return `Containment: how much of the row’s document stands in the column’s: shared ${run}, divided by those of the row’s document.`;
    case 'overlap':
      return `Overlap: shared ${run}, divided by those of the document that has fewer. A short text inside a long one comes near 1.`;
    case 'weighted':
      return `Weighted Jaccard: as Jaccard, but ${run} that many documents have count little.`;
    default:
      return `Jaccard: shared ${run}, divided by all different ones that the two documents have. 1: the same runs, 0: none in common.`;
  }
}

const zooms = [1, 2, 4, 8];

export function Similarity({ query }: { query: URLSearchParams }) {
  const { core, similarity } = useStore();
  const block = useLater(similarity, []);
  return (
    <>
      <h1 tabIndex={-1}>Similarity</h1>
      {core.documents.id.length < 2 ? (
        <p>There is only one document, so there is nothing to compare it with.</p>
      ) : (
        <Later state={block}>{(value) => <Compared block={value} query={query} />}</Later>
      )}
    </>
  );
}

function runsOf(k: number): string {
  return k === 1 ? 'words' : `runs of ${k} words`;
}

function Compared({ block, query }: { block: SimilarityBlock; query: URLSearchParams }) {
  const { core } = useStore();
  const wanted = Number(query.get('k') ?? core.closest_k);
  const table = block.tables.find((t) => t.k === wanted) ?? block.tables[0];
  if (!table) return <p>The documents were not compared.</p>;
  const available = measures.filter((m) => m !== 'weighted' || table.weighted !== null);
  const measure = available.find((m) => m === query.get('measure')) ?? 'jaccard';
  const pairs = pairsOf(table);
  return (
    <>
      <div class="choices">
        <label>
          Measure
          <select
            value={measure}
            onChange={(event) =>
              choose({ measure: event.currentTarget.value === 'jaccard' ? '' : event.currentTarget.value })
            }
          >
            {available.map((m) => (
              <option key={m} value={m}>
                {measureNames[m]}
              </option>
            ))}
          </select>
        </label>
        {block.tables.length > 1 && (
          <label title="Longer runs are shared by chance less often">
            Compared by
            <select
              value={table.k}
              onChange={(event) => {
                const k = Number(event.currentTarget.value);
                choose({ k: k === core.closest_k ? '' : k });
              }}
            >
              {block.tables.map((t) => (
                <option key={t.k} value={t.k}>
                  {runsOf(t.k)}
                </option>
              ))}
            </select>
          </label>
        )}
        {table.by_similarity.length > 0 && pairs.length > 0 && <HeatmapChoices core={core} query={query} />}
      </div>
      <p class="quiet small">
        {explanation(measure, runsOf(table.k))} In Chinese and Japanese each character counts as a word.
        {table.method === 'estimate' &&
          ' The values are estimates from samples of the documents; the standard error stands beside those of Jaccard, from which the others are derived. Where 0 is estimated, a little may be shared all the same.'}
      </p>
      {pairs.length === 0 ? (
        <p>
          {table.method === 'estimate' ? 'Estimated: no' : 'No'} two documents share{' '}
          {table.k === 1 ? 'a word' : `a run of ${table.k} words`}
          {block.tables.length > 1 ? '; look at shorter runs.' : '.'}
        </p>
      ) : (
        <>
          {table.by_similarity.length > 0 ? (
            <Picture table={table} pairs={pairs} measure={measure} query={query} />
          ) : (
            <TooMany core={core} pairs={pairs} />
          )}
          <PairsAfterPicture pairs={pairs} measure={measure} complete={block.complete} query={query} />
        </>
      )}
    </>
  );
}

/** What the pairs of a table are. An estimate of 0 does not mean that nothing is shared. */
function sharing({ method }: SimilarityTable): string {
  return method === 'estimate' ? 'have an estimate above 0' : 'share something';
}

function TooMany({ core, pairs }: { core: Core; pairs: Pairs }) {
  const limit = limitOf(core, 'pairs', pairs.table.k);
  return (
    <p class="note">
      {counted(core.documents.id.length, 'document')} are more than a picture of pairs can show (1,000 at most), so
      there is no heatmap.{' '}
      {limit
        ? `Below are the ${count(limit.shown)} closest of ${count(limit.all)} pairs that were compared.`
        : `Below are all ${counted(pairs.length, 'pair')} that ${sharing(pairs.table)}.`}
      {limit?.file && (
        <>
          {' '}
          All are in <code>{limit.file}</code>.
        </>
      )}
    </p>
  );
}

function chosenOrder(core: Core, query: URLSearchParams): Order {
  const wanted = query.get('order');
  if (wanted === 'similarity') return 'similarity';
  if (wanted === 'author' && core.documents.author.some((name) => name !== '')) return 'author';
  return 'date';
}

function chosenScale(query: URLSearchParams): 'auto' | 'linear' | 'logarithmic' {
  const wanted = query.get('scale');
  return wanted === 'linear' || wanted === 'logarithmic' ? wanted : 'auto';
}

function chosenZoom(query: URLSearchParams): number {
  return zooms.find((zoom) => zoom === Number(query.get('size'))) ?? 1;
}

function HeatmapChoices({ core, query }: { core: Core; query: URLSearchParams }) {
  const authors = core.documents.author.some((name) => name !== '');
  return (
    <>
      <label>
        Order
        <select
          value={chosenOrder(core, query)}
          onChange={(event) => choose({ order: event.currentTarget.value === 'date' ? '' : event.currentTarget.value })}
        >
          <option value="date">by date</option>
          <option value="similarity">similar ones together</option>
          {authors && <option value="author">by author</option>}
        </select>
      </label>
      <label>
        Colours
        <select
          value={chosenScale(query)}
          onChange={(event) => choose({ scale: event.currentTarget.value === 'auto' ? '' : event.currentTarget.value })}
        >
          <option value="auto">automatic</option>
          <option value="linear">linear</option>
          <option value="logarithmic">logarithmic</option>
        </select>
      </label>
      {core.documents.id.length > 30 && (
        <label>
          Size
          <select
            value={chosenZoom(query)}
            onChange={(event) => choose({ size: event.currentTarget.value === '1' ? '' : event.currentTarget.value })}
          >
            {zooms.map((zoom) => (
              <option key={zoom} value={zoom}>
                {zoom === 1 ? 'all in view' : `${zoom} times`}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

/** What rows have in common that stand together: a year, an author; else their names. */
function groupOf(core: Core, by: Order, document: number): string {
  if (by === 'similarity') return shortNames(core)[document] ?? '';
  return by === 'author'
    ? plain(core.documents.author[document] ?? '') || 'no author'
    : yearOf(core, document) || 'undated';
}

/** Labels for few of the rows. */
function groupsOf(core: Core, order: number[], by: Order): HeatmapData['groups'] {
  if (by === 'similarity') {
    const weight = (at: number) => [128, 64, 32, 16, 8, 4, 2].find((step) => at % step === 0) ?? 1;
    return order.map((d, at) => ({ at, label: groupOf(core, by, d), weight: weight(at) }));
  }
  const groups: HeatmapData['groups'] = [];
  order.forEach((d, at) => {
    const last = groups[groups.length - 1];
    const label = groupOf(core, by, d);
    if (last?.label === label) ++last.weight;
    else groups.push({ at, label, weight: 1 });
  });
  if (by === 'author') return groups;
  const round = (year: number) => [100, 50, 20, 10, 5, 2].find((step) => year % step === 0) ?? 1;
  return groups.map((group) => ({ ...group, weight: group.at === 0 ? 1000 : round(Number(group.label)) }));
}

function Picture({
  table,
  pairs,
  measure,
  query,
}: {
  table: SimilarityTable;
  pairs: Pairs;
  measure: Measure;
  query: URLSearchParams;
}) {
  const { core } = useStore();
  const [theme, setTheme] = useState(0);
  useThemeChange(() => setTheme((number) => number + 1));
  const by = chosenOrder(core, query);
  const wantedScale = chosenScale(query);
  const names = shortNames(core);
  const values = matrixOf(pairs, measure);
  const scale = useMemo(() => valueScale(values, wantedScale), [values, wantedScale]);
  const ramp = useMemo(() => new Ramp(), [theme]);
  const order = useMemo(() => orderOf(core, table, by), [table, by]);
  const layout = useMemo(() => {
    const groups = groupsOf(core, order, by);
    const borders = by === 'author' ? groups.slice(1).map(({ at }) => at) : [];
    const label = (d: number, narrow: boolean) => {
      const name = names[d] ?? '';
      const date = narrow ? yearOf(core, d) : dateOf(core, d);
      if (by === 'author') return `${plain(core.documents.author[d] ?? '') || name} ${date}`;
      return by === 'date' ? `${date} ${name}` : `${name} ${date}`;
    };
    return { groups, borders, label, short: (d: number) => groupOf(core, by, d) };
  }, [order]);

  const data: HeatmapData = { order, values, scale, ramp, ...layout };
  const estimated = table.method === 'estimate' ? ', estimated' : '';
  const title = `${measureNames[measure]} of ${counted(order.length, 'document')}, ${runsOf(table.k)}${estimated}`;
  return (
    <Figure
      title={`${title}, ${scale.kind} colours`}
      file={`similarity-${measure}-${table.k}`}
      svg={(whole) => heatmapSvg(data, whole)}
      caption={
        <>
          {title}. Every cell is a pair: point at it for its value, click to read the two side by side. {scale.reason}
        </>
      }
    >
      <Legend scale={scale} ramp={ramp} measure={measure} />
      <Heatmap
        {...data}
        name={`Heatmap: ${title}`}
        zoom={chosenZoom(query)}
        tip={(row, column) => <PairTip core={core} pairs={pairs} measure={measure} row={row} column={column} />}
        spoken={(row, column) => spokenPair(core, pairs, measure, row, column)}
        open={(row, column, newTab) => {
          const to = row === column ? address(['document', row]) : pairAddress(core, table.k, row, column);
          if (newTab) open(to, '_blank');
          else go(to);
        }}
      />
    </Figure>
  );
}

/** Of the earlier document, then the later; where dates do not tell, as the pairs are listed. */
function pairAddress(core: Core, k: number, x: number, y: number): string {
  const { by_date } = core.documents;
  const [a, b] = (by_date[x] ?? 0) <= (by_date[y] ?? 0) ? [x, y] : [y, x];
  return address(['pair', a, b], { k });
}

function spokenPair(core: Core, pairs: Pairs, measure: Measure, row: number, column: number): string {
  if (row === column) return `${datedName(core, row)}: the same document`;
  const index = indexOfPair(pairs, row, column);
  const value = shortOrUnknown(measured(pairs, measure, index, row, column));
  const shared = index < 0 ? 0 : (pairs.table.shared[index] ?? 0);
  const how = pairs.table.method === 'estimate' ? ' (estimated)' : '';
  return `${datedName(core, row)} – ${datedName(core, column)}: ${measureNames[measure]} ${value}, ${count(shared)} shared${how}`;
}

function shortOrUnknown(value: number): string {
  if (value === 0) return '0';
  return Number.isNaN(value) ? 'unknown' : value < 0.0995 ? value.toPrecision(2) : value.toFixed(3);
}

function PairTip({
  core,
  pairs,
  measure,
  row,
  column,
}: {
  core: Core;
  pairs: Pairs;
  measure: Measure;
  row: number;
  column: number;
}) {
  if (row === column) {
    return (
      <>
        <bdi>{datedName(core, row)}</bdi>
        <div class="quiet">the same document</div>
      </>
    );
  }
  const index = indexOfPair(pairs, row, column);
  const value = measured(pairs, measure, index, row, column);
  const error = index < 0 || measure !== 'jaccard' ? null : (pairs.table.error?.[index] ?? null);
  return (
    <>
      <div>
        <bdi>{datedName(core, row)}</bdi> –
      </div>
      <div>
        <bdi>{datedName(core, column)}</bdi>
      </div>
      <div>
        {measureNames[measure]} <strong>{Number.isNaN(value) ? '–' : ratio(value)}</strong>
        {error !== null && ` ± ${ratio(error)}`}
      </div>
      <div class="quiet">
        {count(index < 0 ? 0 : (pairs.table.shared[index] ?? 0))} shared; {percent(containment(pairs, index, row))} of
        the first, {percent(containment(pairs, index, column))} of the second
        {pairs.table.method === 'estimate' && (index < 0 ? ' (estimated; a little may be shared)' : ' (estimated)')}
      </div>
    </>
  );
}

function Legend({ scale, ramp, measure }: { scale: ValueScale; ramp: Ramp; measure: Measure }) {
  const gradient = Array.from({ length: 17 }, (_, i) => ramp.css(ramp.step(i / 16))).join(',');
  return (
    <div
      class="heatmap-legend"
      role="img"
      aria-label={
        `Colours: ${measureNames[measure]} up to ${ratio(scale.high)} in steps from pale to strong, ${scale.kind}; ` +
        '0 has a colour of its own'
      }
    >
      <span>{measureNames[measure]}</span>
      <span class="none">
        <span class="bar" style={{ background: ramp.noneCss }} />
        <span>0</span>
      </span>
      <span class="some">
        <span class="bar" style={{ background: `linear-gradient(to right, ${gradient})` }} />
        {scale.ticks
          .filter(({ value }) => value > 0)
          .map(({ value, label }) => (
            <span key={value} class="tick" style={{ left: `${100 * Math.min(1, scale.position(value))}%` }}>
              {label}
            </span>
          ))}
      </span>
      <span class="same">the same document</span>
    </div>
  );
}

function NamedDocument({ core, document }: { core: Core; document: number }) {
  const author = core.documents.author[document];
  return (
    <>
      <a href={address(['document', document])}>
        <bdi>{shortNames(core)[document]}</bdi>
      </a>
      {author && (
        <>
          {' '}
          <bdi class="quiet small">{author}</bdi>
        </>
      )}
    </>
  );
}

/** Documents with all the words, by word. */
function documentsWith(core: Core, words: string[]): Uint8Array[] {
  const { id, title, author, date } = core.documents;
  const found = words.map(() => new Uint8Array(id.length));
  id.forEach((own, d) => {
    const text = folded(`${own}\n${title[d]}\n${author[d]}\n${date[d]}`);
    words.forEach((word, w) => {
      if (text.includes(word)) (found[w] as Uint8Array)[d] = 1;
    });
  });
  return found;
}

interface PairTableProps {
  pairs: Pairs;
  measure: Measure;
  complete: boolean;
  query: URLSearchParams;
}

/** The table follows when the picture is drawn: of half a million pairs it takes a moment to sort them. */
function PairsAfterPicture(props: PairTableProps) {
  const { pairs, measure } = props;
  const [shown, show] = useState<{ pairs: Pairs; measure: Measure }>();
  useEffect(() => {
    const later = setTimeout(() => show({ pairs, measure }));
    return () => clearTimeout(later);
  }, [pairs, measure]);
  return shown ? <PairTable {...props} {...shown} /> : null;
}

/** The pairs that are asked for, the closest first. */
function useRows({ pairs, measure, query }: PairTableProps): readonly number[] {
  const { core } = useStore();
  const q = query.get('q') ?? '';
  const inOrder = closestFirst(pairs, measure);
  return useMemo(() => {
    const words = folded(q)
      .split(/\s+/)
      .filter((word) => word !== '');
    if (words.length === 0) return inOrder;
    const found = documentsWith(core, words);
    return inOrder.filter((i) => found.every((of) => of[pairs.a[i] ?? 0] === 1 || of[pairs.b[i] ?? 0] === 1));
  }, [inOrder, q]);
}

/** What its columns need to know of a table. */
interface Sides {
  core: Core;
  pairs: Pairs;
  /** Whether any document has a date. */
  dated: boolean;
  /** The earlier document of each pair stands first; where dates do not tell, the first of the corpus. */
  sides: (index: number) => [number, number];
}

function sidesOf(core: Core, pairs: Pairs): Sides {
  const { by_date } = core.documents;
  const dated = core.documents.date.some((date) => date !== '');
  const sides = (index: number): [number, number] => {
    const [a, b] = [pairs.a[index] ?? 0, pairs.b[index] ?? 0];
    return (by_date[a] ?? 0) <= (by_date[b] ?? 0) ? [a, b] : [b, a];
  };
  return { core, pairs, dated, sides };
}

const known = (number: number) => (Number.isNaN(number) ? null : number);

function measureColumns({ core, pairs, sides }: Sides, measure: Measure): Column<number>[] {
  const { table } = pairs;
  return [
    {
      name: measure === 'containment' ? 'jaccard' : measure,
      title: measureNames[measure === 'containment' ? 'jaccard' : measure],
      numeric: true,
      hint: 'Click a value to read the two side by side',
      value: (i) => known(measured(pairs, measure === 'containment' ? 'jaccard' : measure, i, ...sides(i))),
      cell: (i) => (
        <a
          href={pairAddress(core, table.k, ...sides(i))}
          aria-label={`Compare: ${spokenPair(core, pairs, measure, ...sides(i))}`}
        >
          {ratio(measured(pairs, measure === 'containment' ? 'jaccard' : measure, i, ...sides(i)))}
        </a>
      ),
    },
    ...(table.error
      ? [
          {
            name: 'standard_error',
            title: 'Standard error',
            numeric: true,
            hint: 'Of Jaccard: two of three estimates lie no farther from the true value than this',
            value: (i: number) => table.error?.[i] ?? null,
            cell: (i: number) => `± ${ratio(table.error?.[i] ?? null)}`,
          },
        ]
      : []),
  ];
}

/** By document: its place among their names. */
function usePlacesByName(names: readonly string[]): Int32Array {
  return useMemo(() => {
    const places = new Int32Array(names.length);
    const collator = new Intl.Collator('en', { numeric: true });
    names
      .map((_, d) => d)
      .sort((x, y) => collator.compare(names[x] ?? '', names[y] ?? ''))
      .forEach((d, at) => (places[d] = at));
    return places;
  }, [names]);
}

function documentColumns({ core, dated, sides }: Sides, alphabetical: Int32Array): Column<number>[] {
  const { by_date, id } = core.documents;
  return [
    {
      name: 'a',
      title: dated ? 'Earlier document' : 'First document',
      value: (i) => id[sides(i)[0]],
      order: (i) => alphabetical[sides(i)[0]] ?? 0,
      cell: (i) => <NamedDocument core={core} document={sides(i)[0]} />,
    },
    {
      name: 'date_a',
      title: 'Date',
      value: (i) => core.documents.date[sides(i)[0]],
      order: (i) => by_date[sides(i)[0]] ?? 0,
      cell: (i) => <span class="date">{dateOf(core, sides(i)[0])}</span>,
    },
    {
      name: 'b',
      title: dated ? 'Later document' : 'Second document',
      value: (i) => id[sides(i)[1]],
      order: (i) => alphabetical[sides(i)[1]] ?? 0,
      cell: (i) => (
        <>
          <NamedDocument core={core} document={sides(i)[1]} />
          {dated && !compareDates(core, ...sides(i)) && <span class="quiet"> (order not known)</span>}
        </>
      ),
    },
    {
      name: 'date_b',
      title: 'Date',
      value: (i) => core.documents.date[sides(i)[1]],
      order: (i) => by_date[sides(i)[1]] ?? 0,
      cell: (i) => <span class="date">{dateOf(core, sides(i)[1])}</span>,
    },
  ];
}

function sharedColumns({ pairs, dated, sides }: Sides): Column<number>[] {
  const { table } = pairs;
  const estimated = table.method === 'estimate' ? '; derived from the estimate of Jaccard' : '';
  return [
    {
      name: 'shared',
      title: 'Shared',
      numeric: true,
      hint: `${runsOf(table.k)} that both documents have${estimated}`,
      value: (i) => table.shared[i],
      cell: (i) => count(table.shared[i] ?? 0),
    },
    {
      name: 'containment_a',
      title: dated ? 'Of the earlier' : 'Of the first',
      numeric: true,
      hint: `How much of the document named first stands in the other${estimated}`,
      value: (i) => known(containment(pairs, i, sides(i)[0])),
      cell: (i) => percent(containment(pairs, i, sides(i)[0])),
    },
    {
      name: 'containment_b',
      title: dated ? 'Of the later' : 'Of the second',
      numeric: true,
      hint: `How much of the document named second stands in the other${estimated}`,
      value: (i) => known(containment(pairs, i, sides(i)[1])),
      cell: (i) => percent(containment(pairs, i, sides(i)[1])),
    },
  ];
}

function PairTable(props: PairTableProps) {
  const { pairs, measure, query } = props;
  const { core } = useStore();
  const { table } = pairs;
  const q = query.get('q') ?? '';
  const rows = useRows(props);
  const alphabetical = usePlacesByName(shortNames(core));
  const sides = sidesOf(core, pairs);
  const columns = [...measureColumns(sides, measure), ...documentColumns(sides, alphabetical), ...sharedColumns(sides)];
  return (
    <section>
      <h2>Pairs, closest first</h2>
      <WhichPairs {...props} />
      <div class="choices">
        <label class="grow">
          Filter by title, author or year
          <input type="search" value={q} data-key="/" onInput={(event) => choose({ q: event.currentTarget.value })} />
        </label>
      </div>
      <Table
        caption={`Pairs of documents, ${measureNames[measure]}, ${runsOf(table.k)}`}
        columns={columns}
        rows={rows}
        rowKey={(i) => i}
        file={`pairs-${table.k}`}
        sort={query.get('sort') ?? ''}
        what="pair"
      />
    </section>
  );
}

/** How many of all pairs are listed. */
function WhichPairs({ pairs, measure, complete }: PairTableProps) {
  const { core } = useStore();
  const { table } = pairs;
  const documents = core.documents.id.length;
  const all = (documents * (documents - 1)) / 2;
  return (
    <p class="quiet small">
      {complete
        ? pairs.length < all
          ? table.method === 'estimate'
            ? `Of ${count(pairs.length)} of ${counted(all, 'pair')} it is estimated that they share something; of the rest 0 is estimated, and they are not listed.`
            : `${count(pairs.length)} of ${counted(all, 'pair')} share something; the rest is not listed.`
          : `${all === 1 ? 'The only pair shares' : `All ${counted(all, 'pair')} share`} something.`
        : `The closest ${counted(pairs.length, 'pair')}.`}
      {measure === 'containment' && ' In order of the larger of the two containments.'}
      {core.documents.date.includes('') && ' Undated documents stand second; their order is not known.'}
    </p>
  );
}
