/** Where the marks of a text begin and end: places of formulations and passages overlap as they like. */

import { lastNotAbove } from '../data/text';

export interface Mark {
  begin: number;
  end: number;
  kind: 'formulation' | 'passage';
  /** Row of the formulation, or index of the passage. */
  id: number;
  /** Of several at one spot the heaviest gives the colour. */
  weight: number;
}

/** A stretch in which nothing changes: drawn as one. */
export interface Segment {
  begin: number;
  end: number;
  /** The heaviest formulation there, or −1. */
  row: number;
  /** The heaviest passage there, or −1. */
  passage: number;
  /** Stands in what is emphasised: of which kind that is. */
  strong: Mark['kind'] | undefined;
}

function heaviest(active: readonly Mark[], kind: Mark['kind']): number {
  let best: Mark | undefined;
  for (const mark of active) {
    if (mark.kind === kind && (best === undefined || mark.weight > best.weight)) best = mark;
  }
  return best?.id ?? -1;
}

/** A sweep over the ends of all marks. */
export function segmentsOf(marks: readonly Mark[], strong: (mark: Mark) => boolean): Segment[] {
  const opening = marks.filter((mark) => mark.begin < mark.end).sort((a, b) => a.begin - b.begin);
  const cuts = [...new Set(opening.flatMap((mark) => [mark.begin, mark.end]))].sort((a, b) => a - b);
  const segments: Segment[] = [];
  let active: Mark[] = [];
  let next = 0;
  for (let i = 0; i + 1 < cuts.length; ++i) {
    const begin = cuts[i]!;
    const end = cuts[i + 1]!;
    active = active.filter((mark) => mark.end > begin);
    for (; next < opening.length && opening[next]!.begin <= begin; ++next) active.push(opening[next]!);
    if (active.length === 0) continue;
    const segment = {
      begin,
      end,
      row: heaviest(active, 'formulation'),
      passage: heaviest(active, 'passage'),
      strong: active.find(strong)?.kind,
    };
    const last = segments.at(-1);
    const goesOn =
      last?.end === begin &&
      last.row === segment.row &&
      last.passage === segment.passage &&
      last.strong === segment.strong;
    if (goesOn) last.end = end;
    else segments.push(segment);
  }
  return segments;
}

/** The segment over a byte, or −1. */
export function segmentAt(segments: readonly Segment[], byte: number): number {
  const index = lastNotAbove(segments.length, (i) => segments[i]!.begin, byte);
  const segment = segments[index];
  return segment && byte < segment.end ? index : -1;
}
