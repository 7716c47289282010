/** What became of a formulation, from the words of the tables (`life`) into those of the page. */

export interface LifePart {
  /** For a table: `silent 1991–2003`. */
  short: string;
  /** A sentence. */
  long: string;
  kind: 'changed' | 'silent' | 'burst' | 'other';
}

const forms: [RegExp, (match: string[], period: string) => LifePart][] = [
  [
    /^dormant (\S+) \(chance ([^)]*)\)$/,
    ([, silence, chance]) => ({
      short: `silent ${silence}`,
      long: `No document of ${silence} has it. By chance alone, a formulation as frequent would fall silent for so long somewhere in ${chance} of cases.`,
      kind: 'silent',
    }),
  ],
  [/^revived (\S+)$/, ([, name]) => ({ short: `back ${name}`, long: `It came back in ${name}.`, kind: 'silent' })],
  [
    /^burst (\S+) \(G2 ([^)]*)\)$/,
    ([, name, g2], period) => ({
      short: `most in ${name}`,
      long: `Its rate of ${name} stands out from that of all other ${period}s (G² ${g2}; above 15 is rarely chance).`,
      kind: 'burst',
    }),
  ],
  [
    /^slot (\d+): (.*)$/,
    ([, slot, change]) => ({ short: change ?? '', long: `Slot ${slot}: ${change}.`, kind: 'changed' }),
  ],
];

/** `period`: `month`, `year` or `decade`. */
export function lifeParts(life: string, period: string): LifePart[] {
  if (life === '') return [];
  return life.split('; ').map((part) => {
    for (const [form, make] of forms) {
      const match = form.exec(part);
      if (match) return make(match, period);
    }
    return { short: part, long: part, kind: 'other' };
  });
}
