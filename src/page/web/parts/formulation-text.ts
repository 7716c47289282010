/** The words around a place, and which of its words fill the slots. */

import type { DocumentText } from '../data/text';
import type { Template } from './formulation-uses';

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** Where a sentence ends: a stop and a space, a Chinese stop, a blank line. */
const sentenceEnd = /[.!?…]["'”’»)\]]*(?=\s)|[。！？]["”’」』]*|\r?\n\s*\n/gu;
/** Ends that are none: initials, numbers, titles. */
const noEnd = /(?:\b\p{Lu}|\b(?:Mr|Mrs|Ms|Dr|St|No|Nos|Art|vs|cf|Hon|Gen|Sen|Rep))\.$/u;

/** The sentence around [begin, end), whose words are there; undefined where the page does not hold it. */
export function sentenceAround(text: DocumentText, begin: number, end: number) {
  const surface = text.slice(begin, end);
  if (surface === undefined) return undefined;
  const before = text.before(begin, 320);
  const after = text.after(end, 320);
  let left = before;
  for (const match of before.matchAll(sentenceEnd)) {
    const upTo = match.index + match[0].length;
    if (!noEnd.test(before.slice(0, upTo))) left = before.slice(upTo);
  }
  let right = after;
  for (const match of after.matchAll(sentenceEnd)) {
    const upTo = match.index + match[0].length;
    if (noEnd.test(after.slice(0, upTo))) continue;
    right = after.slice(0, upTo);
    break;
  }
  return { left: oneLine(left).trimStart(), surface: oneLine(surface), right: oneLine(right).trimEnd() };
}

/** Letters, marks and digits: what tokens are made of. */
const letter = /[\p{L}\p{M}\p{N}]/u;

function letters(text: string): string {
  return [...text.normalize('NFKC').toLowerCase()].filter((c) => letter.test(c)).join('');
}

export interface Part {
  text: string;
  /** The slot that it fills. */
  slot?: number;
}

/**
 * A place as printed, cut where its slots begin and end. Words are found by counting letters from the
 * begin: in the table's wording and in print they are the same but for case and what stands between.
 */
export function partsOf(surface: string, template: Template, values: readonly string[]): Part[] {
  if (template.slots === 0 || values.length !== template.slots) return [{ text: surface }];
  const printed = [...surface];
  const lengths = printed.map((c) => [...letters(c)].length);
  const pieces = template.fixed.flatMap((fixed, i) =>
    i < values.length ? [letters(fixed), letters(values[i] ?? '')] : [letters(fixed)],
  );
  if (pieces.join('') !== letters(surface)) return [{ text: surface }]; // it is printed in another way

  const parts: Part[] = [];
  let at = 0;
  pieces.forEach((piece, i) => {
    let left = [...piece].length;
    let to = at;
    let from = at;
    while (to < printed.length && left > 0) {
      if (left === [...piece].length && lengths[to] === 0) from = to + 1; // what stands before the piece
      left -= lengths[to] ?? 0;
      ++to;
    }
    // Marks that follow their letter are letters themselves; the rest belongs to what comes next.
    if (from > at) parts.push({ text: printed.slice(at, from).join('') });
    const text = printed.slice(from, to).join('');
    if (i % 2 === 1) parts.push({ text, slot: (i - 1) / 2 });
    else if (text !== '') parts.push({ text });
    at = Math.max(at, to);
  });
  if (at < printed.length) parts.push({ text: printed.slice(at).join('') });
  return parts;
}

/** Whether a text runs from right to left, by its first letter that says so. */
export function runsLeft(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0] ?? '';
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(first);
}
