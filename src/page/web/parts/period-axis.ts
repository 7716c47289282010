/** Which periods an axis names: years and months that people count in. */

import type { Periods } from '../data/contract';

/** A long run of periods without documents is one entry: `2020..9998`. */
const isRun = (name: string) => name.includes('..');

/** The number of a period since year 0: months, years or decades. */
function ordinal(name: string, length: string): number {
  const [year = 0, month = 1] = name.replace(/s$/, '').split('-').map(Number);
  return length === 'month' ? 12 * year + month - 1 : length === 'decade' ? year / 10 : year;
}

/** How many periods have no documents; of a run of them each counts. */
export function countEmpty({ names, documents, length }: Periods): number {
  let empty = 0;
  names.forEach((name, i) => {
    if ((documents[i] ?? 0) > 0) return;
    const [first = '', last = first] = name.split('..');
    empty += ordinal(last, length) - ordinal(first, length) + 1;
  });
  return empty;
}

/** What is to be said of the periods that figures draw as one; empty where there are none. */
export function runsInWords({ names }: Periods): string {
  const runs = names.filter(isRun);
  const most = 3;
  const shown = runs.slice(0, most).join(', ') + (runs.length > most ? `, and ${runs.length - most} more` : '');
  return runs.length > 0 ? `One column each: ${shown}.` : '';
}

/** About how many pixels a label needs. */
export function labelRoom({ names }: Periods): number {
  return Math.max(...names.map((name) => (isRun(name) ? 0 : name.length)), 1) * 6.5 + 10;
}

/** `room`: how many periods one label needs. */
export function periodTicks({ names, length }: Periods, room: number): { period: number; label: string }[] {
  const strides =
    length === 'month' ? [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200] : [1, 2, 5, 10, 20, 50, 100, 200, 500];
  const stride = strides.find((s) => s >= room) ?? 1000;
  const ticks: { period: number; label: string }[] = [];
  let resumed = -Infinity; // the last period after a run, which is named in any case
  names.forEach((name, period) => {
    if (isRun(name)) return;
    if (period > 0 && isRun(names[period - 1] ?? '')) {
      while (period - (ticks.at(-1)?.period ?? -Infinity) < room) ticks.pop();
      resumed = period;
    } else if (ordinal(name, length) % stride !== 0 || period - resumed < room) return;
    ticks.push({ period, label: length === 'month' && stride % 12 === 0 ? name.slice(0, 4) : name });
  });
  // A short corpus may hold none of the round ones.
  return ticks.length > 0 || names.length === 0 ? ticks : [{ period: 0, label: names[0] ?? '' }];
}
