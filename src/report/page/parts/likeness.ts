/** What the block `similarity` says about one document, and about two. */

import type { SimilarityTable } from '../data/contract';

interface Decoded {
  a: Int32Array;
  b: Int32Array;
}

const decoded = new WeakMap<SimilarityTable, Decoded>();

function pairsOf(table: SimilarityTable): Decoded {
  let pairs = decoded.get(table);
  if (pairs) return pairs;
  pairs = { a: new Int32Array(table.a.length), b: new Int32Array(table.a.length) };
  let a = 0;
  let b = 0;
  for (let i = 0; i < table.a.length; ++i) {
    const step = table.a[i] ?? 0;
    if (step !== 0) b = 0;
    a += step;
    b += table.b[i] ?? 0;
    pairs.a[i] = a;
    pairs.b[i] = b;
  }
  decoded.set(table, pairs);
  return pairs;
}

export interface Likeness {
  a: number;
  b: number;
  shared: number;
  jaccard: number;
  /** Null: exact. */
  error: number | null;
  weighted: number | null;
}

function likeness(table: SimilarityTable, index: number): Likeness {
  const { a, b } = pairsOf(table);
  const [one, other] = [a[index] ?? 0, b[index] ?? 0];
  const shared = table.shared[index] ?? 0;
  const all = (table.shingles[one] ?? 0) + (table.shingles[other] ?? 0) - shared;
  return {
    a: one,
    b: other,
    shared,
    jaccard: table.jaccard?.[index] ?? (all > 0 ? shared / all : 0),
    error: table.error?.[index] ?? null,
    weighted: table.weighted?.[index] ?? null,
  };
}

/** Two documents; undefined where they share nothing, or are not among the pairs at hand. */
export function likenessOf(table: SimilarityTable, one: number, other: number): Likeness | undefined {
  const { a, b } = pairsOf(table);
  const [low, high] = [Math.min(one, other), Math.max(one, other)];
  let begin = 0;
  let end = a.length;
  while (begin < end) {
    const middle = (begin + end) >> 1;
    if (a[middle]! < low || (a[middle] === low && b[middle]! < high)) begin = middle + 1;
    else end = middle;
  }
  return a[begin] === low && b[begin] === high ? likeness(table, begin) : undefined;
}

/** Those most like a document, best first. */
export function mostLike(table: SimilarityTable, document: number, most: number): Likeness[] {
  const { a, b } = pairsOf(table);
  const found: Likeness[] = [];
  for (let i = 0; i < a.length; ++i) {
    if (a[i] === document || b[i] === document) found.push(likeness(table, i));
  }
  return found.sort((x, y) => y.jaccard - x.jaccard).slice(0, most);
}
