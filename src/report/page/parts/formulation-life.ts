/** What became of a formulation, from the words of the tables (`life`) into those of the page. */

export interface LifePart {
  /** For a table: `silent 1991–2003`. */
  short: string;
  /** A sentence. */
  long: string;
  kind: 'changed' | 'silent' | 'burst' | 'other';
}

const forms: [RegExp, (match: string[]) => LifePart][] = [
  [
    /^dormant (\S+) \(chance ([^)]*)\)$/,
    ([, years, chance]) => ({
      short: `silent ${years}`,
      long: `No document of ${years} has it. By chance alone, a formulation as frequent would fall silent for so long somewhere in ${chance} of cases.`,
      kind: 'silent',
    }),
  ],
  [/^revived (\S+)$/, ([, year]) => ({ short: `back ${year}`, long: `It came back in ${year}.`, kind: 'silent' })],
  [
    /^burst (\S+) \(G2 ([^)]*)\)$/,
    ([, year, g2]) => ({
      short: `most in ${year}`,
      long: `Its rate of ${year} stands out from that of all other years (G² ${g2}; above 15 is rarely chance).`,
      kind: 'burst',
    }),
  ],
  [
    /^slot (\d+): (.*)$/,
    ([, slot, change]) => ({ short: change ?? '', long: `Slot ${slot}: ${change}.`, kind: 'changed' }),
  ],
];

export function lifeParts(life: string): LifePart[] {
  if (life === '') return [];
  return life.split('; ').map((part) => {
    for (const [form, make] of forms) {
      const match = form.exec(part);
      if (match) return make(match);
    }
    return { short: part, long: part, kind: 'other' };
  });
}

/** The slots, counted from 0, whose changes are worth telling: content words that took each other's place. */
export function toldSlots(life: string): Set<number> {
  return new Set([...life.matchAll(/(?:^|; )slot (\d+): /g)].map((match) => Number(match[1]) - 1));
}
