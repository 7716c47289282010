/** What became of a formulation, in words. */

import type { Formulation, HandOver, Periods } from '../data/contract';
import { byTime, count, isClear, isTold } from '../data/format';

export interface LifePart {
  kind: 'changed' | 'silent' | 'burst';
  /** For a table: `silent 1991–2003`. */
  short: string;
  /** A sentence. */
  long: string;
}

/** With two digits, as in the tables. */
function chanceOf(chance: number): string {
  return chance < 0.0001 ? 'less than 0.01%' : `${Number((100 * chance).toPrecision(2))}%`;
}

/** What clearly took the place of something else; silence; the burst; last the changes that may be chance. */
export function lifeOf(row: Formulation, periods: Periods): LifePart[] {
  const name = (period: number) => periods.names[period] ?? '';
  const inWords = (change: HandOver): LifePart => {
    const { from, to, period } = change;
    const words = `${from.join()} → ${to.join()} ${name(period)}${isClear(change) ? '' : ', on few places'}`;
    return { kind: 'changed', short: words, long: `${words}.` };
  };
  const changes = row.hand_overs.filter(isTold).sort(byTime);
  const parts = changes.filter(isClear).map(inWords);
  if (row.silence) {
    const { begin, end, revival, chance } = row.silence;
    const silence = `${name(begin)}–${name(end - 1)}`;
    parts.push({
      kind: 'silent',
      short: `silent ${silence}`,
      long: `No document of ${silence} has it in ${row.wordings > 1 ? `any of its ${count(row.wordings)} wordings` : 'these words'}; it came back in ${name(revival)}. By chance alone, a formulation as frequent would fall silent for so long somewhere in ${chanceOf(chance)} of cases.`,
    });
  }
  if (row.burst) {
    const when = name(row.burst.period);
    parts.push({
      kind: 'burst',
      short: `most in ${when}`,
      long: `Its rate of ${when} stands out from that of all other ${periods.length}s (G² ${row.burst.g2.toFixed(1)}; above 15 is rarely chance).`,
    });
  }
  return [...parts, ...changes.filter((change) => !isClear(change)).map(inWords)];
}
