/** A small strip of periods: how widely a formulation is shared in each. */

import type { Formulation, Periods } from '../data/contract';
import { percent } from '../data/format';
import { usesOf } from '../data/store';
import { cellsPath, PeriodScale } from './over-periods';

/** Steps of the scale of shares, from --share-1 to --share-5 in style.css. */
export const shareSteps = [0, 0.1, 0.25, 0.5, 0.75] as const;

/** 0: none of the documents; 1 to 5: up to 10, 25, 50, 75, 100 percent. */
export function shareStep(share: number): number {
  if (share <= 0) return 0;
  return shareSteps.filter((step) => share > step).length;
}

/** By period: the share of documents, or null where there are none. */
export function shares(row: Formulation, periods: Periods): (number | null)[] {
  const all: (number | null)[] = periods.documents.map((n) => (n > 0 ? 0 : null));
  for (const { period, documents } of usesOf(row)) all[period] = documents / (periods.documents[period] || 1);
  return all;
}

/** `2010 100%, 2013 50%`: the strip for those who do not see it. */
export function sharesInWords(row: Formulation, periods: Periods): string {
  const parts: string[] = [];
  shares(row, periods).forEach((share, i) => {
    if (share) parts.push(`${periods.names[i]} ${percent(share)}`);
  });
  const most = 12;
  if (parts.length > most) return `${parts.slice(0, most).join(', ')} and ${parts.length - most} more periods`;
  return parts.join(', ') || 'in no period';
}

/** Periods by the step of their share, those without documents apart: a path for each, as a table has a thousand strips. */
export function byStep(shares: readonly (number | null)[], whole = 1): { steps: number[][]; empty: number[] } {
  const steps: number[][] = [[], [], [], [], [], []];
  const empty: number[] = [];
  shares.forEach((share, period) => {
    if (share === null) empty.push(period);
    else steps[shareStep(share / whole)]?.push(period);
  });
  return { steps, empty };
}

export function Strip({ row, periods, height = 14 }: { row: Formulation; periods: Periods; height?: number }) {
  const cell = 4;
  const scale = new PeriodScale(0, cell, periods.names.length);
  const { steps, empty } = byStep(shares(row, periods));
  const width = Math.max(1, periods.names.length) * cell;
  return (
    <svg
      class="strip"
      viewBox={`0 0 ${width} ${height}`}
      style={{ width: `${Math.min(240, Math.max(60, width * 1.5))}px`, height: `${height}px` }}
      preserveAspectRatio="none"
      role="img"
      aria-label={`share of documents: ${sharesInWords(row, periods)}`}
    >
      <path class="no-documents" d={cellsPath(empty, scale, 0, height)} />
      {steps.map((indices, step) => (
        <path key={step} class={`share-${step}`} d={cellsPath(indices, scale, 0, height)} />
      ))}
    </svg>
  );
}
