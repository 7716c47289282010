/** Numbers, dates and names for people. */

import type { Attested, Core, Formulation, HandOver, Limit } from './contract';
import { usesOf } from './store';

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** 1234567 → `1,234,567`. */
export function count(number: number): string {
  return grouped.format(number);
}

/** `1 document`, `1,204 documents`. */
export function counted(number: number, what: string, many = `${what}s`): string {
  return `${count(number)} ${number === 1 ? what : many}`;
}

/** A ratio with three digits that count: `0.0405`. */
export function ratio(value: number | null): string {
  if (value === null || Number.isNaN(value)) return '–';
  if (value === 0) return '0';
  return value >= 0.9995 ? value.toFixed(3) : Number(value.toPrecision(3)).toString();
}

/** 0.173 → `17%`; below one percent with one digit that counts. Only what is all is `100%`, and what is nothing `0%`. */
export function percent(value: number | null): string {
  if (value === null || Number.isNaN(value)) return '–';
  const hundred = 100 * value;
  if (hundred > 99 && hundred < 100) return '>99%';
  if (hundred > 0 && hundred < 0.01) return '<0.01%';
  return `${hundred < 1 ? Number(hundred.toPrecision(1)) : Math.round(hundred)}%`;
}

/** Orders texts alike in every browser. */
const collator = new Intl.Collator('en');

export function compareTexts(a: string, b: string): number {
  return collator.compare(a, b);
}

/** What the page leaves out of a kind; `k`: of pairs, the tokens of a shingle. */
export function limitOf(core: Core, kind: Limit['kind'], k = 0): Limit | undefined {
  return core.limits.find((limit) => limit.kind === kind && limit.k === k && limit.shown < limit.all);
}

/** The value of an option; undefined where the program named none. */
export function settingOf(core: Core, option: string): string | undefined {
  return core.settings.find(([name]) => name === option)?.[1];
}

export function dateOf(core: Core, document: number): string {
  const date = core.documents.date[document] ?? '';
  if (date === '') return 'undated';
  return core.documents.precision[document] === 'circa' ? `c. ${date}` : date;
}

export function yearOf(core: Core, document: number): string {
  return (core.documents.date[document] ?? '').slice(0, 4);
}

/** What a document is called: its title, or its id. */
export function nameOf(core: Core, document: number): string {
  return core.documents.title[document] || (core.documents.id[document] ?? '');
}

/** `2017`, or `2017 (2 tie)` where no date says which document was first or last. */
export function attestation(core: Core, attested: Attested): string {
  if (attested.date === '') return 'undated';
  const only = attested.documents.length === 1 ? attested.documents[0] : undefined;
  if (only !== undefined) return dateOf(core, only);
  return `${attested.date} (${attested.documents.length} tie)`;
}

/** Documents with a formulation that no period has: `, 1 undated`; "" where there are none. */
export function outsideOfPeriods(core: Core, row: Formulation): string {
  const dated = usesOf(row).reduce((sum, { documents }) => sum + documents, 0);
  const rest = row.documents - dated;
  if (rest <= 0 || core.periods.names.length === 0) return '';
  return `, ${count(rest)} ${core.periods.length === 'month' ? 'without a month' : 'undated'}`;
}

/** Whether a change is told: one word took the place of another, and the places speak for it. */
export function isTold({ told }: HandOver): boolean {
  return told > 0;
}

/** Orders changes of one formulation. */
export function byTime(a: HandOver, b: HandOver): number {
  return a.period - b.period || a.slot - b.slot;
}

/** Collects text for a search: lower case, without accents, quotes as plain ones. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[‘’]/g, "'").replace(/[‐-―]/g, '-').toLowerCase();
}
