/** What the block `similarity` says about one document, and about two. */

import type { SimilarityTable } from '../data/contract';
import { containment, indexOfPair, pairsOf } from './pairs';

export interface Likeness {
  a: number;
  b: number;
  shared: number;
  jaccard: number;
  /** How much of a is in b, and of b in a. */
  ofA: number;
  ofB: number;
  /** Null: exact. */
  error: number | null;
  /** Null: not counted. */
  weighted: number | null;
}

function likeness(table: SimilarityTable, index: number): Likeness {
  const pairs = pairsOf(table);
  return {
    a: pairs.a[index] ?? 0,
    b: pairs.b[index] ?? 0,
    shared: table.shared[index] ?? 0,
    jaccard: pairs.jaccard[index] ?? 0,
    ofA: containment(pairs, index, pairs.a[index] ?? -1),
    ofB: containment(pairs, index, pairs.b[index] ?? -1),
    error: table.error?.[index] ?? null,
    weighted: table.weighted?.[index] ?? null,
  };
}

/** Two documents; undefined where they share nothing, or are not among the pairs at hand. */
export function likenessOf(table: SimilarityTable, one: number, other: number): Likeness | undefined {
  const index = indexOfPair(pairsOf(table), one, other);
  return index < 0 ? undefined : likeness(table, index);
}

/** Those most like a document, best first. */
export function mostLike(table: SimilarityTable, document: number, most: number): Likeness[] {
  const { a, b } = pairsOf(table);
  const found = table.closest.filter((pair) => a[pair] === document || b[pair] === document);
  return found.slice(0, most).map((pair) => likeness(table, pair));
}
