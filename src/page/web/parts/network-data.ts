/** Who repeats whom: documents or authors, and the passages between them. */

import type { Core, PassagesBlock } from '../data/contract';
import { compareTexts } from '../data/format';
import { compareDates } from './names';

/** Drawn at most; more cannot be told apart. */
export const mostNodes = 400;
export const mostEdges = 1500;

/** From the earlier to the later, where that is known. */
export interface Edge {
  /** Documents, or indices of authors. */
  from: number;
  to: number;
  passages: number;
  tokens: number;
  /** `late`: the first is earlier; `tie`: dates do not tell; `unknown`: one has none. */
  order: 'late' | 'tie' | 'unknown';
  /** Pairs of documents that it stands for. */
  pairs: number;
}

export interface Node {
  id: number;
  passages: number;
  /** Years since 0 with fractions, or undefined: undated. */
  time: number | undefined;
}

/** A date as a point of time: the middle of what it may be. */
export function timeOf(core: Core, document: number): number | undefined {
  const date = core.documents.date[document] ?? '';
  if (date === '') return undefined;
  const [year = 0, month, day] = date.split('-').map(Number);
  if (month === undefined) return year + 0.5;
  if (day === undefined) return year + (month - 0.5) / 12;
  return year + (month - 1) / 12 + (day - 0.5) / 372;
}

export function documentEdges(core: Core, network: PassagesBlock['network']): Edge[] {
  return network
    .filter(({ a, b }) => a !== b)
    .map(({ a, b, passages, tokens }) => {
      const order = compareDates(core, a, b);
      const [from, to] = order === 1 ? [b, a] : [a, b];
      return {
        from,
        to,
        passages,
        tokens,
        order: order === undefined ? 'unknown' : order === 0 ? 'tie' : 'late',
        pairs: 1,
      };
    });
}

export interface Authors {
  names: string[];
  of_document: Int32Array;
  /** Documents of each. */
  documents: number[];
  /** The earliest date of each. */
  times: (number | undefined)[];
}

export function authorsOf(core: Core): Authors {
  const names = [...new Set(core.documents.author)].filter((name) => name !== '').sort(compareTexts);
  const place = new Map(names.map((name, i) => [name, i]));
  const of_document = Int32Array.from(core.documents.author, (name) => place.get(name) ?? -1);
  const documents = names.map(() => 0);
  const times: (number | undefined)[] = names.map(() => undefined);
  of_document.forEach((author, d) => {
    if (author < 0) return;
    documents[author] = (documents[author] ?? 0) + 1;
    const time = timeOf(core, d);
    const first = times[author];
    if (time !== undefined && (first === undefined || time < first)) times[author] = time;
  });
  return { names, of_document, documents, times };
}

/** Edges of authors: those of their documents together, each direction for itself. */
export function authorEdges(edges: readonly Edge[], authors: Authors): Edge[] {
  const together = new Map<string, Edge>();
  for (const edge of edges) {
    let from = authors.of_document[edge.from] ?? -1;
    let to = authors.of_document[edge.to] ?? -1;
    if (from < 0 || to < 0 || from === to) continue;
    if (edge.order !== 'late' && from > to) [from, to] = [to, from]; // no direction: one edge for both
    const key = `${from} ${to} ${edge.order}`;
    const sum = together.get(key);
    if (sum) {
      sum.passages += edge.passages;
      sum.tokens += edge.tokens;
      ++sum.pairs;
    } else {
      together.set(key, { ...edge, from, to });
    }
  }
  return [...together.values()].sort((x, y) => y.tokens - x.tokens || x.from - y.from || x.to - y.to);
}

/** The strongest edges and their nodes, as many as can be drawn. `edges`: strongest first. */
export function drawn(
  edges: readonly Edge[],
  time: (id: number) => number | undefined,
): { nodes: Node[]; edges: Edge[] } {
  const nodes = new Map<number, Node>();
  const kept: Edge[] = [];
  for (const edge of edges) {
    if (kept.length === mostEdges) break;
    const fresh = Number(!nodes.has(edge.from)) + Number(!nodes.has(edge.to));
    if (nodes.size + fresh > mostNodes) continue;
    kept.push(edge);
    for (const id of [edge.from, edge.to]) {
      let node = nodes.get(id);
      if (!node) {
        node = { id, passages: 0, time: time(id) };
        nodes.set(id, node);
      }
      node.passages += edge.passages;
    }
  }
  return { nodes: [...nodes.values()].sort((x, y) => x.id - y.id), edges: kept };
}
