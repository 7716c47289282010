/** What figures over periods have in common: labels, periods without documents, and a way through them by keys. */

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

/** The periods whose names have room at `step` pixels each. */
export function labelled(names: readonly string[], step: number): number[] {
  const longest = Math.max(...names.map((name) => name.length), 1);
  const every = Math.max(1, Math.ceil((longest * 6.5 + 10) / step));
  // Round numbers of years are found more easily.
  const rounded = [1, 2, 5, 10, 20, 50, 100].find((n) => n >= every) ?? every;
  const offset = /^\d{4}$/.test(names[0] ?? '') ? (rounded - (Number(names[0]) % rounded)) % rounded : 0;
  const shown = names.map((_, i) => i).filter((i) => i % rounded === offset);
  return shown.length > 0 ? shown : names.length > 0 ? [0] : [];
}

/** Hatches the periods without documents. */
export function EmptyPeriods({ periods, x, step, y, height }: { periods: Periods; x: number; step: number; y: number; height: number }) {
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

/** Where arrows go from a cell; undefined where the key means nothing here. */
export function moved(
  [column, row]: [number, number],
  key: string,
  columns: number,
  rows: number,
): [number, number] | undefined {
  const within = (n: number, all: number) => Math.max(0, Math.min(all - 1, n));
  switch (key) {
    case 'ArrowLeft':
      return [within(column - 1, columns), row];
    case 'ArrowRight':
      return [within(column + 1, columns), row];
    case 'ArrowUp':
      return [column, within(row - 1, rows)];
    case 'ArrowDown':
      return [column, within(row + 1, rows)];
    case 'Home':
      return [0, row];
    case 'End':
      return [columns - 1, row];
    default:
      return undefined;
  }
}
