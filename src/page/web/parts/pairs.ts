/** Pairs of documents and how much they share, decoded for figures and tables. */

import type { Core, SimilarityTable } from '../data/contract';
import { compareTexts } from '../data/format';

export const measures = ['jaccard', 'containment', 'overlap', 'weighted'] as const;
export type Measure = (typeof measures)[number];

/** All that share something, ascending by (a, b). */
export interface Pairs {
  table: SimilarityTable;
  length: number;
  a: Int32Array;
  b: Int32Array;
  /** Where the pairs of each `a` begin, and the end of the last. */
  begin: Int32Array;
  jaccard: Float64Array;
}

function decode(table: SimilarityTable): Pairs {
  const length = table.a.length;
  const documents = table.shingles.length;
  const a = new Int32Array(length);
  const b = new Int32Array(length);
  const begin = new Int32Array(documents + 1);
  const jaccard = new Float64Array(length);
  let left = 0;
  let right = 0;
  for (let i = 0; i < length; ++i) {
    const step = table.a[i] ?? 0;
    if (step > 0) right = 0;
    left += step;
    right += table.b[i] ?? 0;
    a[i] = left;
    b[i] = right;
    begin[left + 1] = i + 1;
    const shared = table.shared[i] ?? 0;
    const union = (table.shingles[left] ?? 0) + (table.shingles[right] ?? 0) - shared;
    jaccard[i] = table.jaccard ? (table.jaccard[i] ?? NaN) : union > 0 ? shared / union : NaN;
  }
  for (let d = 0; d < documents; ++d) begin[d + 1] = Math.max(begin[d] ?? 0, begin[d + 1] ?? 0);
  return { table, length, a, b, begin, jaccard };
}

const decoded = new WeakMap<SimilarityTable, Pairs>();

export function pairsOf(table: SimilarityTable): Pairs {
  let pairs = decoded.get(table);
  if (!pairs) {
    pairs = decode(table);
    decoded.set(table, pairs);
  }
  return pairs;
}

/** The index of a pair, or −1: they share nothing, or 0 is estimated. */
export function indexOfPair(pairs: Pairs, x: number, y: number): number {
  const a = Math.min(x, y);
  const b = Math.max(x, y);
  let low = pairs.begin[a] ?? 0;
  let high = pairs.begin[a + 1] ?? 0;
  while (low < high) {
    const half = (low + high) >> 1;
    if ((pairs.b[half] ?? 0) < b) low = half + 1;
    else high = half;
  }
  return low < (pairs.begin[a + 1] ?? 0) && pairs.b[low] === b ? low : -1;
}

/** Shared / of; nothing of nothing is unknown. */
function part(shared: number, of: number): number {
  return of > 0 ? Math.min(1, shared / of) : NaN;
}

/** How much of `row` is also in `column`. */
export function containment(pairs: Pairs, index: number, row: number): number {
  const estimated = pairs.a[index] === row ? pairs.table.containment_a : pairs.table.containment_b;
  if (estimated && index >= 0) return estimated[index] ?? NaN;
  return part(index < 0 ? 0 : (pairs.table.shared[index] ?? 0), pairs.table.shingles[row] ?? 0);
}

/** The measure of a pair, `index` −1 where it shares nothing. NaN: unknown. */
export function measured(pairs: Pairs, measure: Measure, index: number, row: number, column: number): number {
  const { table } = pairs;
  const ofRow = table.shingles[row] ?? 0;
  const ofColumn = table.shingles[column] ?? 0;
  switch (measure) {
    case 'containment':
      return containment(pairs, index, row);
    case 'overlap':
      if (table.overlap && index >= 0) return table.overlap[index] ?? NaN;
      return part(index < 0 ? 0 : (table.shared[index] ?? 0), Math.min(ofRow, ofColumn));
    case 'weighted':
      if (index >= 0) return table.weighted?.[index] ?? NaN;
      return table.weighted && ofRow + ofColumn > 0 ? 0 : NaN;
    default:
      if (index >= 0) return pairs.jaccard[index] ?? NaN;
      return ofRow + ofColumn > 0 ? 0 : NaN;
  }
}

/** The measure of every row and column, by document; unknown ones and the diagonal NaN. */
function makeMatrix(pairs: Pairs, measure: Measure): Float32Array {
  const { shingles } = pairs.table;
  const n = shingles.length;
  const matrix = new Float32Array(n * n);
  const both = measure === 'containment' ? undefined : valuesOf(pairs, measure);
  for (let i = 0; i < pairs.length; ++i) {
    const a = pairs.a[i] as number;
    const b = pairs.b[i] as number;
    matrix[a * n + b] = both ? (both[i] as number) : containment(pairs, i, a);
    matrix[b * n + a] = both ? (both[i] as number) : containment(pairs, i, b);
  }
  for (let d = 0; d < n; ++d) {
    if ((shingles[d] ?? 0) === 0) {
      for (let other = 0; other < n; ++other) {
        matrix[d * n + other] = measured(pairs, measure, -1, d, other);
        matrix[other * n + d] = measured(pairs, measure, -1, other, d);
      }
    }
    matrix[d * n + d] = NaN;
  }
  return matrix;
}

/** A measure of each pair; of two containments the larger. */
export function valuesOf(pairs: Pairs, measure: Measure): Float64Array {
  if (measure === 'jaccard') return pairs.jaccard;
  return Float64Array.from({ length: pairs.length }, (_, i) => {
    const [a, b] = [pairs.a[i] as number, pairs.b[i] as number];
    if (measure !== 'containment') return measured(pairs, measure, i, a, b);
    return Math.max(containment(pairs, i, a) || 0, containment(pairs, i, b) || 0);
  });
}

/** Pairs, the closest first: those with the highest values; ties stay in the order that they have. */
function sortPairs(pairs: readonly number[], values: Float64Array): number[] {
  const valueOf = (pair: number) => values[pair] || 0;
  // A value and a place in one number: native sorting of numbers takes no time.
  const most = 2 ** 21; // the pairs of 2,000 documents
  const fine = 2 ** 31;
  if (pairs.length > most) return [...pairs].sort((x, y) => valueOf(y) - valueOf(x));
  const keys = Float64Array.from(pairs, (pair, place) => -Math.round(valueOf(pair) * fine) * most + place);
  return Array.from(keys.sort(), (key) => pairs[((key % most) + most) % most] as number);
}

/** What was made for a table stays: going back and forth between choices costs nothing. */
function remembered<Value>(make: (pairs: Pairs, measure: Measure) => Value) {
  const made = new WeakMap<Pairs, Map<Measure, Value>>();
  return (pairs: Pairs, measure: Measure): Value => {
    const of = made.get(pairs) ?? new Map<Measure, Value>();
    made.set(pairs, of);
    const value = of.get(measure) ?? make(pairs, measure);
    of.set(measure, value);
    return value;
  };
}

export const matrixOf = remembered(makeMatrix);
/** The indices of the pairs, in the order of the tables; by another measure than theirs ties are in that order. */
export const closestFirst = remembered((pairs, measure) => {
  const { closest } = pairs.table;
  return measure === 'jaccard' ? closest : sortPairs(closest, valuesOf(pairs, measure));
});

/** Orders for a heatmap: documents from the first row to the last. */
export type Order = 'date' | 'similarity' | 'author';

export function orderOf(core: Core, table: SimilarityTable, order: Order): number[] {
  const { author, by_date } = core.documents;
  const all = author.map((_, d) => d);
  const byDate = (x: number, y: number) => (by_date[x] ?? 0) - (by_date[y] ?? 0);
  if (order === 'similarity') return [...table.by_similarity];
  if (order === 'date') return all.sort(byDate);
  const place = new Map([...new Set(author)].sort(compareTexts).map((name, i) => [name, i]));
  const last = place.size;
  const rank = (d: number) => (author[d] ? (place.get(author[d] ?? '') ?? last) : last);
  return all.sort((x, y) => rank(x) - rank(y) || byDate(x, y));
}
