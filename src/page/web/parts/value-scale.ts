/** From a measure between 0 and 1 to a place on the scale of colours. */

import { ticks } from 'd3-array';
import { ratio } from '../data/format';

export interface ValueScale {
  kind: 'linear' | 'logarithmic';
  low: number;
  high: number;
  /** 0 … 1, of a value above 0. */
  position(value: number): number;
  ticks: { value: number; label: string }[];
  /** Why it was chosen, where it was not asked for. */
  reason: string;
}

/** Beyond this ratio of the highest value to the middle one, a linear scale leaves most cells alike. */
const skewed = 8;
/** A logarithmic scale begins at most this far below the highest value. */
const deepest = 10_000;

/** The highest value, and a sorted sample of those above 0: enough for a middle. */
function statistics(values: ArrayLike<number>): { high: number; sample: Float32Array } {
  const stride = Math.max(1, Math.floor(values.length / 40_000) | 1); // odd: it does not walk along rows
  let high = 0;
  const sample: number[] = [];
  for (let i = 0; i < values.length; ++i) {
    const value = values[i] as number;
    if (!(value > 0)) continue;
    if (value > high) high = value;
    if (i % stride === 0) sample.push(value);
  }
  return { high: high || 1, sample: Float32Array.from(sample).sort() };
}

/** `values`: those that are shown; those not above 0 do not count. */
export function valueScale(values: ArrayLike<number>, wanted: 'auto' | 'linear' | 'logarithmic'): ValueScale {
  const { high, sample: positive } = statistics(values);
  const middle = positive[positive.length >> 1] ?? high;
  const isSkewed = high > skewed * middle;
  const kind = wanted === 'auto' ? (isSkewed ? 'logarithmic' : 'linear') : wanted;
  const times = Math.round(high / middle);
  const reason =
    wanted !== 'auto'
      ? ''
      : isSkewed
        ? `The scale is logarithmic, because the highest value (${ratio(high)}) is ${times} times the middle one (${ratio(middle)}).`
        : `The scale is linear: the values are spread evenly enough to be told apart (middle value ${ratio(middle)}).`;
  if (kind === 'linear') {
    return {
      kind,
      low: 0,
      high,
      position: (value) => value / high,
      ticks: ticks(0, high, 4).map((value) => ({ value, label: ratio(value) })),
      reason,
    };
  }
  const low = Math.max(positive[Math.floor(positive.length / 50)] ?? high, high / deepest);
  const decades = Math.log(high / low);
  return {
    kind,
    low,
    high,
    position: (value) => (decades > 0 ? Math.max(0, Math.log(value / low) / decades) : 1),
    ticks: roundNumbers(low, high).map((value) => ({ value, label: ratio(value) })),
    reason,
  };
}

/** 1, 2, 5, 10 … between two numbers; only some of them where they are many. */
function roundNumbers(low: number, high: number): number[] {
  for (const digits of [[1, 2, 5], [1, 3], [1]]) {
    const numbers: number[] = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); ++power) {
      for (const digit of digits) {
        const number = Number(`${digit}e${power}`);
        if (number >= low * 0.999 && number <= high * 1.001) numbers.push(number);
      }
    }
    if (numbers.length <= 6) return numbers.length > 1 ? numbers : [low, high];
  }
  return [low, high];
}
