/** What figures over periods have in common: cut labels, and periods without documents. */

import type { Periods } from '../data/contract';

/** Text cut to about `most` letters; Chinese ones count twice. */
export function cutToFit(text: string, most: number): string {
  let width = 0;
  let shown = '';
  for (const c of text) {
    width += /[\u1100-\u11ff\u2e80-\uffef]/.test(c) ? 2 : 1;
    if (width > most) return shown.trimEnd() + '…';
    shown += c;
  }
  return text;
}

/** Hatches the periods without documents. */
export function EmptyPeriods({
  periods,
  x,
  step,
  y,
  height,
}: {
  periods: Periods;
  x: number;
  step: number;
  y: number;
  height: number;
}) {
  return (
    <>
      {periods.documents.map(
        (documents, i) =>
          documents === 0 && (
            <rect key={i} class="no-documents" x={x + i * step} y={y} width={step} height={height}>
              <title>{`${periods.names[i]}: no documents`}</title>
            </rect>
          ),
      )}
    </>
  );
}
