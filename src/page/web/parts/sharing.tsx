/** The scale of marks behind text: in how many other documents something stands. */

import type { Core } from '../data/contract';
import { count, counted } from '../data/format';
import type { Segment } from './segments';

/** 0: in no other document; 1 to 5 in even steps of the logarithm, up to all others of the corpus. */
export function sharingStep(others: number, documents: number): number {
  const most = documents - 1;
  if (others <= 0) return 0;
  if (most <= 5) return Math.min(5, others);
  return Math.min(5, 1 + Math.floor((5 * Math.log(others)) / Math.log(most + 1)));
}

/** Documents other than the one it is read in. */
export function othersOf(core: Core, row: number): number {
  return (core.formulations[row]?.documents ?? 1) - 1;
}

/** What the colour of a mark says, in words. */
export function sharingInWords(core: Core, { row, passage }: Segment): string {
  const others = othersOf(core, row);
  const formulation = row < 0 ? '' : others === 0 ? 'only in this document' : `in ${counted(others, 'other document')}`;
  return [formulation, passage < 0 ? '' : 'in a shared passage'].filter((part) => part !== '').join('; ');
}

/** Classes of a mark. */
export function markClass(core: Core, { row, passage }: Segment): string {
  const mark = row < 0 ? '' : `mark-${sharingStep(othersOf(core, row), core.documents.id.length)}`;
  return passage < 0 ? mark : `${mark} in-passage`;
}

interface Range {
  step: number;
  from: number;
  to: number;
}

function ranges(documents: number): Range[] {
  const all: Range[] = [];
  for (let others = 1; others < documents; ++others) {
    const step = sharingStep(others, documents);
    const last = all.at(-1);
    if (last?.step === step) last.to = others;
    else all.push({ step, from: others, to: others });
  }
  return all;
}

export function SharingLegend({ documents, passages }: { documents: number; passages: boolean }) {
  return (
    <p class="legend">
      <span>Behind the words – in how many other documents they stand:</span>{' '}
      {ranges(documents).map(({ step, from, to }) => (
        <span key={step} class={`marked mark-${step}`}>
          {from === to ? count(from) : `${count(from)}–${count(to)}`}
        </span>
      ))}
      {passages && (
        <span class="marked in-passage">a longer passage that another text has in the same or similar words</span>
      )}
    </p>
  );
}
