/** Which periods an axis names: years and months that people count in. */

import type { Periods } from '../data/contract';

/** The number of a period since year 0: months, years or decades. */
function ordinal(name: string, length: string): number {
  const [year = 0, month = 1] = name.replace(/s$/, '').split('-').map(Number);
  return length === 'month' ? 12 * year + month - 1 : length === 'decade' ? year / 10 : year;
}

/** About how many pixels a label needs. */
export function labelRoom({ names }: Periods): number {
  return Math.max(...names.map((name) => name.length), 1) * 6.5 + 10;
}

/** `room`: how many periods one label needs. */
export function periodTicks({ names, length }: Periods, room: number): { period: number; label: string }[] {
  const strides = length === 'month' ? [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200] : [1, 2, 5, 10, 20, 50, 100, 200, 500];
  const stride = strides.find((s) => s >= room) ?? 1000;
  const ticks: { period: number; label: string }[] = [];
  names.forEach((name, period) => {
    if (ordinal(name, length) % stride !== 0) return;
    ticks.push({ period, label: length === 'month' && stride % 12 === 0 ? name.slice(0, 4) : name });
  });
  // A short corpus may hold none of the round ones.
  return ticks.length > 0 || names.length === 0 ? ticks : [{ period: 0, label: names[0] ?? '' }];
}
