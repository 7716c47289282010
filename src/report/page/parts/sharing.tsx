/** The scale of marks behind text: in how many other documents something stands. */

import type { Core } from '../data/contract';
import { count } from '../data/format';

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
