/** What two documents share: formulations and passages, with their places in both. */

import type { Core, PassageRow } from '../data/contract';
import { dateOf } from '../data/format';
import type { Place } from '../data/store';
import type { DocumentText } from '../data/text';
import { sidesIn } from './elsewhere';
import type { Mark } from './segments';

export type Side = 'a' | 'b';

export interface Stretch {
  begin: number;
  end: number;
}

/** A formulation or a passage that both have. */
export interface Shared {
  kind: Mark['kind'];
  /** Row of the formulation, or index of the passage. */
  id: number;
  a: Stretch[];
  b: Stretch[];
}

export function sharedPassages(
  indices: readonly number[],
  rows: readonly PassageRow[],
  a: number,
  b: number,
): Shared[] {
  return indices.flatMap((id): Shared[] => {
    const row = rows[id];
    const side = row && sidesIn(row, a).find(({ there }) => there.document === b);
    return side ? [{ kind: 'passage', id, a: [side.here], b: [side.there] }] : [];
  });
}

function byRow(places: readonly Place[]): Map<number, Place[]> {
  const rows = new Map<number, Place[]>();
  for (const place of places) {
    const list = rows.get(place.row);
    if (list) list.push(place);
    else rows.set(place.row, [place]);
  }
  return rows;
}

export function sharedFormulations(a: readonly Place[], b: readonly Place[]): Shared[] {
  const inB = byRow(b);
  const shared: Shared[] = [];
  for (const [id, places] of byRow(a)) {
    const others = inB.get(id);
    if (others) shared.push({ kind: 'formulation', id, a: places, b: others });
  }
  return shared;
}

/** Whether one of the places stands in what the page holds of a text. */
export function anyIsHere(text: DocumentText, places: readonly Stretch[]): boolean {
  return places.some(({ begin, end }) => text.has(begin, end));
}

/** What tells two documents apart in little room: their dates, or else which stands first. */
export function datesOf(core: Core, a: number, b: number): [string, string] {
  const dates: [string, string] = [dateOf(core, a), dateOf(core, b)];
  return dates[0] === dates[1] ? ['the first', 'the second'] : dates;
}
