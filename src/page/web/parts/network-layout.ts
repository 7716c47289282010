/** Where the nodes of the network stand: time from left to right, neighbours near each other. */

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceY, type SimulationNodeDatum } from 'd3-force';
import { scaleLinear, scaleSqrt } from 'd3-scale';
import type { Edge, Node } from './network-data';

export interface PlacedNode extends Node, SimulationNodeDatum {
  x: number;
  y: number;
  r: number;
}

export interface PlacedEdge extends Edge {
  a: PlacedNode;
  b: PlacedNode;
  width: number;
  path: string;
  /** Of its arrow, "" where it has no direction. */
  arrow: string;
}

export interface NetworkLayout {
  nodes: PlacedNode[];
  edges: PlacedEdge[];
  width: number;
  height: number;
  /** Round years and where they are. */
  ticks: { x: number; label: string }[];
  /** Where the undated ones begin; undefined: there are none. */
  undated: number | undefined;
}

const margin = { left: 24, right: 24, top: 20, bottom: 34 };
const rounds = 160;

/** Always the same for the same network and width: nothing in it is left to chance. */
export function layoutNetwork(nodes: readonly Node[], edges: readonly Edge[], width: number): NetworkLayout {
  const times = nodes.flatMap(({ time }) => (time === undefined ? [] : [time]));
  const hasUndated = times.length < nodes.length;
  const end = width - margin.right - (hasUndated ? (times.length > 0 ? 90 : 0) : 0);
  const low = Math.min(...times);
  const high = Math.max(...times);
  // Whole years around them; one year alone stands in the middle.
  const domain = times.length > 0 ? [Math.floor(low), Math.max(Math.ceil(high), Math.floor(low) + 1)] : [0, 1];
  const x = scaleLinear(domain, [margin.left, Math.max(margin.left + 40, end)]);
  const undatedX = width - margin.right - 34;

  const most = Math.max(1, ...nodes.map(({ passages }) => passages));
  const largest = Math.max(7, Math.min(18, 220 / Math.sqrt(nodes.length)));
  const radius = scaleSqrt([0, most], [2.5, largest]);
  const room = Math.max(260, Math.min(520, width * 0.5));
  const placed: PlacedNode[] = nodes.map((node, i) => {
    // Spread by the golden ratio: even, and the same each time.
    const y = ((i * 0.618034) % 1) * room;
    const r = radius(node.passages);
    // Where nothing has a date, nothing is to be read from left to right.
    if (times.length === 0) return { ...node, x: ((i + 0.5) / nodes.length) * width, y, r };
    const at = node.time === undefined ? undatedX : x(node.time);
    return { ...node, x: at, fx: at, y, r };
  });
  const byId = new Map(placed.map((node) => [node.id, node]));
  const strongest = Math.max(1, ...edges.map(({ tokens }) => tokens));
  const simulation = forceSimulation(placed)
    .stop()
    .alphaDecay(1 - 0.001 ** (1 / rounds))
    .force(
      'link',
      forceLink<PlacedNode, { source: number; target: number; tokens: number }>(
        edges.map(({ from, to, tokens }) => ({ source: from, target: to, tokens })),
      )
        .id(({ id }) => id)
        .distance(30)
        .strength(({ tokens }) => 0.02 + 0.3 * Math.sqrt(tokens / strongest)),
    )
    .force('apart', forceManyBody<PlacedNode>().strength(-60).distanceMax(260))
    .force('middle', forceY<PlacedNode>(room / 2).strength(0.045))
    .force(
      'collide',
      forceCollide<PlacedNode>(({ r }) => r + 2.5)
        .strength(1)
        .iterations(2),
    );
  simulation.tick(rounds);
  for (const node of placed) node.x = Math.max(margin.left, Math.min(width - margin.right, node.x));
  spread(placed, Math.min(460, 90 + 14 * placed.length));
  settle(placed);

  const thickness = scaleSqrt([0, strongest], [0.5, 7]);
  const ends = edges.flatMap((edge) => {
    const [a, b] = [byId.get(edge.from), byId.get(edge.to)];
    return a && b ? [{ edge, a, b, width: thickness(edge.tokens) }] : [];
  });
  // Bows may rise above the highest circle, and hang below the lowest.
  const heights = [
    ...placed.flatMap(({ y, r }) => [y - r, y + r]),
    ...ends.map(({ a, b }) => (a.y + b.y + 2 * middle(a, b)[1]) / 4),
  ];
  const top = Math.min(...heights);
  const bottom = Math.max(...heights);
  for (const node of placed) node.y += margin.top - top;
  return {
    nodes: placed,
    edges: ends.map(({ edge, a, b, width: wide }) => ({ ...edge, a, b, width: wide, ...curve(edge, a, b, wide) })),
    width,
    height: bottom - top + margin.top + margin.bottom,
    ticks: times.length > 0 ? years(x) : [],
    undated: hasUndated ? (times.length > 0 ? width - margin.right - 72 : 0) : undefined,
  };
}

/** Nodes that still overlap are moved apart, from the top to the bottom. */
function settle(nodes: PlacedNode[]): void {
  const down = [...nodes].sort((m, n) => m.y - n.y || m.id - n.id);
  down.forEach((node, i) => {
    const near = down.slice(0, i).filter((other) => Math.abs(node.x - other.x) < node.r + other.r + 1);
    for (let again = true; again;) {
      again = false;
      for (const other of near) {
        const apart = node.r + other.r + 1;
        const needed = Math.sqrt(apart * apart - (node.x - other.x) ** 2);
        if (Math.abs(node.y - other.y) < needed - 0.01) {
          node.y = other.y + needed;
          again = true;
        }
      }
    }
  });
}

/**
 * Uses at least so much height. Half of a place is where the forces put it, half its rank among the
 * others: related ones still stand near each other, and one far away does not press the rest together.
 */
function spread(nodes: PlacedNode[], least: number): void {
  const low = Math.min(...nodes.map(({ y }) => y));
  const extent = Math.max(...nodes.map(({ y }) => y)) - low;
  const height = Math.max(least, extent);
  [...nodes]
    .sort((m, n) => m.y - n.y || m.id - n.id)
    .forEach((node, rank) => {
      const force = extent > 0 ? (node.y - low) / extent : 0;
      node.y = (height * (force + rank / Math.max(1, nodes.length - 1))) / 2;
    });
}

function years(x: { domain(): number[]; (value: number): number; ticks(count: number): number[] }) {
  const [from = 0, to = 1] = x.domain();
  const room = Math.max(2, Math.floor((x(to) - x(from)) / 64));
  return x
    .ticks(room)
    .filter((year) => Number.isInteger(year))
    .map((year) => ({ x: x(year), label: String(year) }));
}

/** The point that a line bows towards: to the left of its way, so that there and back are two. */
function middle(a: PlacedNode, b: PlacedNode): [x: number, y: number] {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  const bow = Math.min(60, 0.18 * length);
  return [(a.x + b.x) / 2 + (dy / length) * bow, (a.y + b.y) / 2 - (dx / length) * bow];
}

function curve(edge: Edge, a: PlacedNode, b: PlacedNode, width: number): { path: string; arrow: string } {
  const [cx, cy] = middle(a, b);
  // From edge to edge of the nodes.
  const towards = (node: PlacedNode, gap: number): [number, number] => {
    const way = Math.hypot(cx - node.x, cy - node.y) || 1;
    const part = (node.r + gap) / way;
    return [node.x + (cx - node.x) * part, node.y + (cy - node.y) * part];
  };
  const size = 3 + width;
  const directed = edge.order === 'late';
  const [x1, y1] = towards(a, 0.5);
  const [x2, y2] = towards(b, directed ? size : 0.5);
  const path = `M${fixed(x1)} ${fixed(y1)}Q${fixed(cx)} ${fixed(cy)} ${fixed(x2)} ${fixed(y2)}`;
  if (!directed) return { path, arrow: '' };
  const [tipX, tipY] = towards(b, 0.5);
  const way = Math.hypot(tipX - cx, tipY - cy) || 1;
  const [ux, uy] = [(tipX - cx) / way, (tipY - cy) / way];
  const half = size * 0.55;
  const corner = (side: number) =>
    `${fixed(tipX - ux * size - uy * half * side)} ${fixed(tipY - uy * size + ux * half * side)}`;
  return { path, arrow: `M${fixed(tipX)} ${fixed(tipY)}L${corner(1)}L${corner(-1)}z` };
}

const fixed = (number: number) => Number(number.toFixed(1));

export interface PlacedLabel {
  node: PlacedNode;
  text: string;
  x: number;
  y: number;
  anchor: 'start' | 'end' | 'middle';
}

/** Of the largest nodes only: the others have their names when they are pointed at. */
const mostLabels = 160;

/** Labels that have room, of the largest nodes first: none lies on another or on a node. */
export function placeLabels(
  { nodes, width }: NetworkLayout,
  text: (node: PlacedNode) => string,
  measure: (text: string) => number,
): PlacedLabel[] {
  const high = 14;
  const taken = nodes.map(({ x, y, r }) => [x - r, y - r, x + r, y + r] as const);
  const boxes: (readonly [number, number, number, number])[] = [];
  const free = (box: readonly [number, number, number, number], own: number) => {
    const clear = (other: readonly [number, number, number, number]) =>
      box[2] < other[0] || other[2] < box[0] || box[3] < other[1] || other[3] < box[1];
    return (
      box[0] >= 0 &&
      box[2] <= width &&
      box[1] >= 0 &&
      boxes.every(clear) &&
      taken.every((t, i) => i === own || clear(t))
    );
  };
  const labels: PlacedLabel[] = [];
  const order = nodes.map((_, i) => i).sort((i, j) => (nodes[j]?.passages ?? 0) - (nodes[i]?.passages ?? 0) || i - j);
  for (const i of order.slice(0, mostLabels)) {
    const node = nodes[i];
    if (!node) continue;
    const words = text(node);
    const wide = measure(words) + 4;
    const { x, y, r } = node;
    const choices: [
      anchor: PlacedLabel['anchor'],
      x: number,
      y: number,
      box: readonly [number, number, number, number],
    ][] = [
      ['start', x + r + 3, y, [x + r + 1, y - high / 2, x + r + 1 + wide, y + high / 2]],
      ['end', x - r - 3, y, [x - r - 1 - wide, y - high / 2, x - r - 1, y + high / 2]],
      ['middle', x, y - r - 8, [x - wide / 2, y - r - 1 - high, x + wide / 2, y - r - 1]],
      ['middle', x, y + r + 9, [x - wide / 2, y + r + 1, x + wide / 2, y + r + 1 + high]],
    ];
    const choice = choices.find(([, , , box]) => free(box, i));
    if (!choice) continue;
    boxes.push(choice[3]);
    labels.push({ node, text: words, anchor: choice[0], x: choice[1], y: choice[2] });
  }
  return labels;
}
