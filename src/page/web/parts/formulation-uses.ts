/** The places of one formulation: by date, by what stands in them, by period. */

import type {
  Core,
  Formulation,
  FormulationDetail,
  FormulationsBlock,
  HandOver,
  StretchesBlock,
} from '../data/contract';
import { isTold } from '../data/format';
import { decodePlaces, type Place, type Store } from '../data/store';

/** All that a card knows. */
export interface Card {
  core: Core;
  /** Index into `core.formulations`. */
  index: number;
  row: Formulation;
  detail: FormulationDetail;
  intervals: FormulationsBlock['intervals'];
  /** By date, undated ones last; within a document as they stand. */
  places: Place[];
  /** Where texts lie in the page. */
  stretches: StretchesBlock;
  template: Template;
}

/** `the {greatest|highest} value` taken apart: `the `, ` value`; and what fills each slot. */
export interface Template {
  fixed: string[];
  slots: number;
}

export function templateOf(slots: string): Template {
  const fixed = slots.split(/\{[^{}]*\}/);
  return { fixed, slots: slots === '' ? 0 : fixed.length - 1 };
}

export async function readCard(store: Store, index: number, row: Formulation): Promise<Card> {
  const [block, stretches] = await Promise.all([store.formulations(), store.stretches()]);
  const detail = block.rows[index];
  if (!detail) throw new Error('the page lacks the places of this formulation');
  const { core } = store;
  const order = core.documents.by_date;
  const places = decodePlaces(detail.places, index).sort(
    (a, b) => (order[a.document] ?? 0) - (order[b.document] ?? 0) || a.begin - b.begin,
  );
  return { core, index, row, detail, intervals: block.intervals, places, stretches, template: templateOf(row.slots) };
}

/** Places that the page leaves out, to keep it small: counts of places are then of those that are here. */
export function leftOut({ row, places }: Card): number {
  return row.occurrences - places.length;
}

/** Said where places are counted. */
export function ofThisPage(card: Card): string {
  return leftOut(card) > 0 ? ' of those on this page' : '';
}

export function periodOf(card: Card, place: Place): number {
  return card.core.periods.of_document[place.document] ?? -1;
}

/** What fills a slot in a wording; undefined where the wording is too different to say. */
export function valueOf(card: Card, wording: number, slot: number): string | undefined {
  return card.detail.wordings[wording]?.values[slot];
}

/** Whether the page holds the words of a place. */
export function isHere({ of_document }: StretchesBlock, { document, begin, end }: Place): boolean {
  const flat = of_document[document] ?? [];
  for (let i = 0; i + 3 < flat.length; i += 4) {
    if ((flat[i] ?? 0) <= begin && end <= (flat[i + 1] ?? 0)) return true;
  }
  return false;
}

/** What is asked of the places: all that is named must hold. */
export interface PlaceFilter {
  period?: number;
  wording?: number;
  slot?: number;
  value?: string;
  /** Only those whose words are in the page. */
  here?: boolean;
}

/** `period=2022&wording=3&value=1:highest`; slots are counted from 1 in addresses, as in the tables. */
export function placeFilter(query: URLSearchParams, card: Card): PlaceFilter {
  const filter: PlaceFilter = {};
  const period = card.core.periods.names.indexOf(query.get('period') ?? '');
  if (period >= 0) filter.period = period;
  const wording = query.get('wording');
  if (wording !== null && card.detail.wordings[Number(wording)]) filter.wording = Number(wording);
  if (query.has('here')) filter.here = true;
  const value = /^(\d+):(.*)$/s.exec(query.get('value') ?? '');
  if (value && Number(value[1]) >= 1 && Number(value[1]) <= card.template.slots) {
    filter.slot = Number(value[1]) - 1;
    filter.value = value[2] ?? '';
  }
  return filter;
}

export function selected(card: Card, { period, wording, slot, value, here }: PlaceFilter): Place[] {
  return card.places.filter(
    (place) =>
      (period === undefined || periodOf(card, place) === period) &&
      (wording === undefined || place.wording === wording) &&
      (slot === undefined || valueOf(card, place.wording, slot) === value) &&
      (!here || isHere(card.stretches, place)),
  );
}

/** A row of the figure of wordings: a wording, an alternative of a slot, or the rest of them. */
export interface Group {
  /** The choice that asks for its places; none for a rest. */
  choice?: { wording: number } | { value: string };
  kind: 'wording' | 'value' | 'unaligned' | 'rest';
  /** The words; "" is nothing in the slot. */
  text: string;
  places: number;
  /** Places by period. */
  by: number[];
  /** Of a rest: how many it sums up. */
  members: number;
}

/** Places by wording (`slot` undefined) or by what fills a slot, the most frequent first. */
export function groupsOf(card: Card, slot: number | undefined): Group[] {
  const periods = card.core.periods.names.length;
  const groups = new Map<string, Group>();
  const ofWording = card.detail.wordings.map(({ text }, wording): Group => {
    const value = slot === undefined ? undefined : valueOf(card, wording, slot);
    const key = slot === undefined ? `w${wording}` : value === undefined ? 'unaligned' : `v${value}`;
    let group = groups.get(key);
    if (!group) {
      group = { kind: 'wording', text, places: 0, by: new Array<number>(periods).fill(0), members: 1 };
      if (slot === undefined) group.choice = { wording };
      else if (value === undefined) Object.assign(group, { kind: 'unaligned', text: '' });
      else Object.assign(group, { kind: 'value', text: value, choice: { value: `${slot + 1}:${value}` } });
      groups.set(key, group);
    }
    return group;
  });
  for (const place of card.places) {
    const group = ofWording[place.wording];
    if (!group) continue;
    ++group.places;
    const period = periodOf(card, place);
    if (period >= 0) group.by[period] = (group.by[period] ?? 0) + 1;
  }
  const aligned = (group: Group) => (group.kind === 'unaligned' ? 1 : 0);
  return [...groups.values()].sort((a, b) => aligned(a) - aligned(b) || b.places - a.places);
}

/** The first `most` groups, and the others summed up. */
export function shortened(groups: Group[], most: number): Group[] {
  if (groups.length <= most + 1) return groups;
  const rest = groups.slice(most);
  const by = (groups[0]?.by ?? []).map((_, period) => rest.reduce((sum, group) => sum + (group.by[period] ?? 0), 0));
  const places = rest.reduce((sum, group) => sum + group.places, 0);
  return [...groups.slice(0, most), { kind: 'rest', text: '', places, by, members: rest.length }];
}

/** Words that took the place of others, the clearest first; and what merely tied, came or went. */
export function changesOf(card: Card): { told: HandOver[]; small: HandOver[] } {
  const told: HandOver[] = [];
  const small: HandOver[] = [];
  for (const change of card.row.hand_overs) {
    (isTold(change) ? told : small).push(change);
  }
  told.sort((a, b) => a.told - b.told);
  return { told, small };
}

/** The slot that tells most: one in which words changed, or else the one with the most of its second alternative. */
export function tellingSlot(card: Card): number | undefined {
  const change = changesOf(card).told[0];
  if (change) return change.slot;
  let best: number | undefined;
  let most = 0;
  for (let slot = 0; slot < card.template.slots; ++slot) {
    const second = groupsOf(card, slot)[1]?.places ?? 0;
    if (second > most) {
      most = second;
      best = slot;
    }
  }
  return best;
}

/** Authors of places with how many each has, the most first. Documents without an author: "". */
export function placesByAuthor(card: Card, places: readonly Place[]): [author: string, places: number][] {
  const authors = new Map<string, number>();
  for (const { document } of places) {
    const author = card.core.documents.author[document] ?? '';
    authors.set(author, (authors.get(author) ?? 0) + 1);
  }
  return [...authors].sort((a, b) => b[1] - a[1]);
}

export function documentsOf(places: readonly Place[]): number {
  return new Set(places.map(({ document }) => document)).size;
}

/** `Hedda Lorne (3), Corvin Aldhal (2) and 4 more`; "" where no document names its author. */
export function authorsInWords(card: Card, places: readonly Place[], most = 6): string {
  const authors = placesByAuthor(card, places);
  const named = authors.filter(([author]) => author !== '');
  if (named.length === 0) return '';
  const parts = named.slice(0, most).map(([author, n]) => (n > 1 ? `${author} (${n})` : author));
  if (named.length > most) parts.push(`${named.length - most} more`);
  if (named.length < authors.length) parts.push('documents without an author');
  return parts.join(', ');
}
