/** What documents are called in figures, where there is little room. */

import type { Core } from '../data/contract';
import { dateOf } from '../data/format';
import { plain } from './measure';
import { isTitleRepeated } from './whose';

const made = new WeakMap<Core, string[]>();

/** Their titles, or their ids where several have the same title. */
export function shortNames(core: Core): string[] {
  let names = made.get(core);
  if (!names) {
    const { title, id } = core.documents;
    names = id.map((own, d) => plain(title[d] && !isTitleRepeated(core, d) ? title[d] : own));
    made.set(core, names);
  }
  return names;
}

/** `Communiqué (2017)`. */
export function datedName(core: Core, document: number): string {
  return `${shortNames(core)[document] ?? ''} (${dateOf(core, document)})`;
}

/** Whether `a` was surely written before `b` (−1), after it (1), may be of the same time (0), or nobody knows. */
export function compareDates(core: Core, a: number, b: number): -1 | 0 | 1 | undefined {
  const parts = (d: number) => (core.documents.date[d] ?? '').split('-').map(Number);
  const [x, y] = [parts(a), parts(b)];
  if (!core.documents.date[a] || !core.documents.date[b]) return undefined;
  for (let i = 0; i < Math.min(x.length, y.length); ++i) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return 0;
}
