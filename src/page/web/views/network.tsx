/** Who repeats whom: documents or authors from early to late, joined by the passages they share. */

import { useMemo, useRef, useState, useEffect } from 'preact/hooks';
import type { Core, PassagesBlock } from '../data/contract';
import { count, counted, dateOf, folded } from '../data/format';
import { address, choose, go } from '../data/route';
import { Later, useLater, useStore } from '../parts/context';
import { Figure } from '../parts/figure';
import { fitted, plain, sans, textWidth, useWidth } from '../parts/measure';
import { datedName, shortNames } from '../parts/names';
import {
  authorEdges,
  authorsOf,
  documentEdges,
  drawn,
  mostEdges,
  mostNodes,
  timeOf,
  type Authors,
  type Edge,
} from '../parts/network-data';
import {
  layoutNetwork,
  placeLabels,
  type NetworkLayout,
  type PlacedEdge,
  type PlacedNode,
} from '../parts/network-layout';
import { Table, type Column } from '../parts/table';
import { Tip } from '../parts/tip';
import './network.css';

export function Network({ query }: { query: URLSearchParams }) {
  const { passages } = useStore();
  const block = useLater(passages, []);
  return (
    <>
      <h1 tabIndex={-1}>Network of passages</h1>
      <Later state={block}>{(value) => <Passages block={value} query={query} />}</Later>
    </>
  );
}

/** What the nodes are, and how they are named and linked. */
interface Kind {
  authors: Authors | undefined;
  name(id: number): string;
  label(id: number): string;
  link(id: number): string;
  edgeLink(edge: Edge): string;
  /** What that address shows. */
  evidence: string;
  what: string;
}

function documentKind(core: Core): Kind {
  return {
    authors: undefined,
    name: (id) => datedName(core, id),
    label: (id) => shortNames(core)[id] ?? '',
    link: (id) => address(['document', id]),
    edgeLink: ({ from, to }) => address(['pair', from, to]),
    evidence: 'side by side',
    what: 'document',
  };
}

function authorKind(authors: Authors): Kind {
  const name = (id: number) => plain(authors.names[id] ?? '');
  return {
    authors,
    name: (id) => `${name(id)} (${counted(authors.documents[id] ?? 0, 'document')})`,
    label: name,
    link: (id) => address(['documents'], { author: authors.names[id] ?? '' }),
    // The documents between which these passages run.
    edgeLink: ({ from, to }) => address(['network'], { q: `${name(from)} ${name(to)}`, tokens: 1 }),
    evidence: 'by their documents',
    what: 'author',
  };
}

/** Of more lines than this, the weakest are left out until they are asked for. */
const clearEdges = 250;

/** Least tokens that an edge may have to be drawn: 1, 2, 5, 10 … */
function thresholds(edges: readonly Edge[]): number[] {
  const most = edges[0]?.tokens ?? 1;
  const steps = [1];
  for (let power = 1; power <= most; power *= 10) {
    for (const digit of [2, 5, 10]) if (digit * power <= most) steps.push(digit * power);
  }
  // Those that change something.
  const left = (step: number) => edges.findIndex(({ tokens }) => tokens < step);
  return steps.filter((step, i) => i === 0 || left(step) !== left(steps[i - 1] ?? 0));
}

/** What is joined and drawn, as it was chosen. */
type Joined = ReturnType<typeof useJoined>;

function useJoined(block: PassagesBlock, query: URLSearchParams) {
  const { core } = useStore();
  const authors = useMemo(() => authorsOf(core), [core]);
  const all = useMemo(() => documentEdges(core, block.network), [block]);
  const within = block.network.length - all.length;
  const byAuthors = authors.names.length > 1 && query.get('by') === 'author';
  const othersOnly = !byAuthors && authors.names.length > 1 && query.get('others') === '1';
  const q = query.get('q') ?? '';

  const kind = useMemo(() => (byAuthors ? authorKind(authors) : documentKind(core)), [byAuthors]);
  const kept = useMemo(() => {
    if (byAuthors) return authorEdges(all, authors);
    if (!othersOnly) return all;
    const author = (d: number) => core.documents.author[d] ?? '';
    return all.filter(({ from, to }) => author(from) === '' || author(from) !== author(to));
  }, [all, byAuthors, othersOnly]);
  const steps = useMemo(() => thresholds(kept), [kept]);
  const usual = useMemo(
    () => steps.find((step) => (kept[clearEdges]?.tokens ?? 0) < step) ?? steps[steps.length - 1] ?? 1,
    [kept],
  );
  const least = Math.max(1, Number(query.get('tokens') ?? usual) || 1);
  const strong = useMemo(() => {
    const words = folded(q)
      .split(/\s+/)
      .filter((word) => word !== '');
    const text = new Map<number, string>();
    const has = (id: number, word: string) => {
      let own = text.get(id);
      if (own === undefined) {
        own = folded(
          byAuthors ? kind.label(id) : `${kind.name(id)}\n${core.documents.id[id]}\n${core.documents.author[id]}`,
        );
        text.set(id, own);
      }
      return own.includes(word);
    };
    return kept.filter(
      ({ from, to, tokens }) => tokens >= least && words.every((word) => has(from, word) || has(to, word)),
    );
  }, [kept, least, q]);
  const picture = useMemo(() => drawn(strong, (id) => (byAuthors ? authors.times[id] : timeOf(core, id))), [strong]);
  return { block, authors, within, byAuthors, othersOnly, q, kind, steps, usual, least, strong, picture };
}

function Passages({ block, query }: { block: PassagesBlock; query: URLSearchParams }) {
  const { core } = useStore();
  const network = useJoined(block, query);
  const { byAuthors, kind, least, strong, picture } = network;
  if (block.network.length === 0) {
    return <p>No two documents share a passage: there is nothing to join.</p>;
  }
  return (
    <>
      <p>
        {byAuthors
          ? 'Each circle is an author, at the date of the first document'
          : 'Each circle is a document, at its date'}
        ; a line joins two that share passages, the thicker the more words. Arrows run from the earlier to the later.
        Earlier does not mean source: both may repeat a third text.
      </p>
      <Choices {...network} />
      {picture.edges.length === 0 ? (
        <p>No {byAuthors ? 'authors' : 'documents'} are joined like that.</p>
      ) : (
        <Figure
          title={`${byAuthors ? 'Authors' : 'Documents'} that share passages, earlier → later; ${counted(picture.edges.length, 'pair')} of ${counted(least, 'shared word')} or more`}
          file={byAuthors ? 'network-of-authors' : 'network-of-documents'}
          caption={<Caption {...network} />}
        >
          <Chart kind={kind} nodes={picture.nodes} edges={picture.edges} />
        </Figure>
      )}
      <EdgeTable core={core} kind={kind} edges={strong} least={least} query={query} />
    </>
  );
}

function Choices({ authors, byAuthors, othersOnly, q, steps, usual, least }: Joined) {
  const step = Math.max(0, steps.filter((s) => s <= least).length - 1);
  return (
    <div class="choices">
      {authors.names.length > 1 && (
        <label>
          Show
          <select
            value={byAuthors ? 'author' : 'document'}
            onChange={(event) =>
              choose({ by: event.currentTarget.value === 'author' ? 'author' : '', tokens: '', others: '' })
            }
          >
            <option value="document">documents</option>
            <option value="author">authors</option>
          </select>
        </label>
      )}
      <label class="grow">
        Filter by {byAuthors ? 'author' : 'title, author or year'}
        <input type="search" value={q} data-key="/" onInput={(event) => choose({ q: event.currentTarget.value })} />
      </label>
      {steps.length > 1 && (
        <label>
          <span class="slider-name">
            Shared words, at least <output>{count(Math.max(least, 1))}</output>
          </span>
          <input
            type="range"
            min={0}
            max={steps.length - 1}
            step={1}
            value={step}
            aria-valuetext={`at least ${count(least)} shared words`}
            onInput={(event) => {
              const tokens = steps[Number(event.currentTarget.value)] ?? 1;
              choose({ tokens: tokens === usual ? '' : tokens });
            }}
          />
        </label>
      )}
      {!byAuthors && authors.names.length > 1 && (
        <label class="beside">
          <input
            type="checkbox"
            checked={othersOnly}
            onChange={(event) => choose({ others: event.currentTarget.checked })}
          />
          between different authors only
        </label>
      )}
    </div>
  );
}

function Caption({ block, within, byAuthors, kind, least, strong, picture }: Joined) {
  return (
    <>
      {counted(picture.nodes.length, kind.what)} and {counted(picture.edges.length, 'line')}
      {picture.edges.length < strong.length &&
        `, the strongest of ${count(strong.length)} (at most ${mostNodes} circles and ${count(mostEdges)} lines are drawn)`}
      .{' '}
      {least > 1 &&
        `Lines of fewer than ${counted(least, 'shared word')} are left out: the slider above brings them back. `}
      The larger a circle, the more passages it shares with the others that are drawn.{' '}
      {block.network_all > block.network.length &&
        `The page holds the ${count(block.network.length)} pairs of documents with the most shared words,
         of ${count(block.network_all)}. `}
      {within > 0 && `Passages repeated within one document are not drawn. `}
      {byAuthors && 'Passages within the works of one author, and documents without an author, are not drawn. '}
      Point at a circle for its neighbours, click it to open{' '}
      {byAuthors
        ? 'the documents of the author, click a line for the documents that it stands for'
        : 'the document, click a line to read the two side by side'}
      .
    </>
  );
}

const labelFont = `12px ${sans}`;

/** Where a key leads from a node, of those in order of time; undefined: it is no key that leads anywhere. */
function nextNode(key: string, node: PlacedNode | undefined, inTime: readonly PlacedNode[]): PlacedNode | undefined {
  const at = node ? inTime.indexOf(node) : -1;
  const step = { ArrowRight: 1, ArrowLeft: -1, PageDown: 10, PageUp: -10 }[key];
  let to: PlacedNode | undefined;
  if (step !== undefined) to = inTime[Math.max(0, Math.min(inTime.length - 1, at + step))];
  else if (key === 'Home') to = inTime[0];
  else if (key === 'End') to = inTime[inTime.length - 1];
  else if (key === 'ArrowUp' || key === 'ArrowDown') {
    // The next of those at about the same time.
    const down = key === 'ArrowDown' ? 1 : -1;
    to = node
      ? inTime
          .filter((n) => (n.y - node.y) * down > 0)
          .sort(
            (m, n) => Math.hypot(3 * (m.x - node.x), m.y - node.y) - Math.hypot(3 * (n.x - node.x), n.y - node.y),
          )[0]
      : inTime[0];
    to ??= node;
  } else return undefined;
  return to;
}

/** Brings a node into sight, and says where on the screen its tip belongs. */
function bringIntoSight(svg: SVGSVGElement | null, node: PlacedNode): { x: number; y: number } {
  const scroller = svg?.closest<HTMLElement>('.scroll');
  if (scroller) {
    scroller.scrollLeft = Math.min(node.x - 30, Math.max(scroller.scrollLeft, node.x + 30 - scroller.clientWidth));
  }
  const at = svg?.getBoundingClientRect();
  const [x, y] = [(at?.left ?? 0) + node.x, (at?.top ?? 0) + node.y];
  if (y < 80) scrollBy(0, y - 80);
  else if (y > innerHeight - 80) scrollBy(0, y - innerHeight + 80);
  const now = svg?.getBoundingClientRect();
  return { x, y: (now?.top ?? 0) + node.y + node.r };
}

function Chart({ kind, nodes, edges }: { kind: Kind; nodes: Parameters<typeof layoutNetwork>[0]; edges: Edge[] }) {
  const place = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const width = useWidth(place);
  const [active, activate] = useState<{ node?: PlacedNode; edge?: PlacedEdge; x: number; y: number }>();
  const [told, tell] = useState('');
  const layout = useMemo(() => layoutNetwork(nodes, edges, Math.max(560, width || 900)), [nodes, edges, width]);
  const labels = useMemo(
    () =>
      placeLabels(
        layout,
        ({ id }) => fitted(kind.label(id), 170, labelFont),
        (text) => textWidth(text, labelFont),
      ),
    [layout, kind],
  );
  useEffect(() => activate(undefined), [layout]);

  /** Places in time, for the keys. */
  const inTime = useMemo(() => [...layout.nodes].sort((m, n) => m.x - n.x || m.y - n.y), [layout]);
  const visit = (node: PlacedNode | undefined) => {
    if (!node) return;
    activate({ node, ...bringIntoSight(svg.current, node) });
    tell(`${kind.name(node.id)}: ${neighboursInWords(kind, layout, node)}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const node = active?.node;
    if (event.key === 'Escape') activate(undefined);
    if (event.key === 'Enter' && node) {
      event.preventDefault();
      go(kind.link(node.id));
    }
    const to = nextNode(event.key, node, inTime);
    if (!to) return;
    event.preventDefault();
    visit(to);
  };

  return (
    <div class="network" ref={place}>
      <div
        class="network-box"
        tabIndex={0}
        role="application"
        aria-roledescription="network"
        aria-label={
          `${counted(layout.nodes.length, kind.what)} joined by ${counted(layout.edges.length, 'line')}. Left and right ` +
          'move in time, up and down across, Enter opens. The table below has the same lines.'
        }
        style={{ width: `${layout.width}px` }}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          if (event.currentTarget.matches(':focus-visible')) visit(active?.node ?? inTime[0]);
        }}
        onBlur={() => activate(undefined)}
      >
        <svg
          class="figure"
          ref={svg}
          viewBox={`0 0 ${layout.width} ${layout.height}`}
          width={layout.width}
          height={layout.height}
          onPointerLeave={() => activate(undefined)}
        >
          <g class={`${active ? 'dimmed' : ''} ${edges.length > 150 ? 'many' : ''}`}>
            <Ground layout={layout} />
            <Marks layout={layout} kind={kind} activate={activate} />
            {labels.map(({ node, text, x, y, anchor }) => (
              <text key={node.id} class="name" x={x} y={y + 4} text-anchor={anchor} paint-order="stroke">
                {text}
              </text>
            ))}
          </g>
          {active && <Highlight layout={layout} kind={kind} {...active} />}
        </svg>
      </div>
      {active && (
        <Tip x={active.x} y={active.y}>
          {active.node ? (
            <>
              <bdi>{kind.name(active.node.id)}</bdi>
              <div class="quiet">{neighboursInWords(kind, layout, active.node)}</div>
            </>
          ) : active.edge ? (
            <EdgeTip kind={kind} edge={active.edge} />
          ) : null}
        </Tip>
      )}
      <p class="told" role="status">
        {told}
      </p>
    </div>
  );
}

function neighboursInWords(kind: Kind, { edges }: NetworkLayout, node: PlacedNode): string {
  const own = edges.filter(({ a, b }) => a === node || b === node);
  const others = new Set(own.map(({ a, b }) => (a === node ? b : a).id)).size;
  return `${counted(node.passages, 'passage')} shared with ${counted(others, `other ${kind.what}`)}`;
}

function EdgeTip({ kind, edge }: { kind: Kind; edge: PlacedEdge }) {
  return (
    <>
      <div>
        <bdi>{kind.name(edge.from)}</bdi> {edge.order === 'late' ? '→' : '–'}
      </div>
      <div>
        <bdi>{kind.name(edge.to)}</bdi>
      </div>
      <div class="quiet">
        {counted(edge.passages, 'passage')}, {counted(edge.tokens, 'shared word')}
        {edge.order === 'tie' && '; dates do not tell which is earlier'}
        {edge.order === 'unknown' && '; undated'}
      </div>
    </>
  );
}

function Ground({ layout }: { layout: NetworkLayout }) {
  const { ticks, height, undated, width } = layout;
  return (
    <g class="ground" aria-hidden="true">
      {ticks.map(({ x, label }) => (
        <g key={label}>
          <path d={`M${x} 6V${height - 22}`} />
          <text x={x} y={height - 8} text-anchor="middle">
            {label}
          </text>
        </g>
      ))}
      {undated !== undefined && (
        <g>
          {undated > 0 && <path class="apart" d={`M${undated} 6V${height - 22}`} />}
          <text x={undated > 0 ? (undated + width) / 2 : width / 2} y={height - 8} text-anchor="middle">
            undated
          </text>
        </g>
      )}
    </g>
  );
}

type Activate = (active: { node?: PlacedNode; edge?: PlacedEdge; x: number; y: number }) => void;

/** Lines below, circles above; drawn once, whatever is pointed at. */
function Marks({ layout, kind, activate }: { layout: NetworkLayout; kind: Kind; activate: Activate }) {
  return useMemo(
    () => (
      <>
        <g class="edges">
          {[...layout.edges].reverse().map((edge) => {
            const marks = (
              <>
                <path class="line" d={edge.path} stroke-width={edge.width} />
                {edge.arrow && <path class="arrow" d={edge.arrow} />}
                <path
                  class="near"
                  d={edge.path}
                  onPointerMove={(event) => activate({ edge, x: event.clientX, y: event.clientY })}
                />
              </>
            );
            return (
              <a
                key={`${edge.from} ${edge.to} ${edge.order}`}
                href={kind.edgeLink(edge)}
                tabIndex={-1}
                aria-label={`${kind.name(edge.from)} and ${kind.name(edge.to)} ${kind.evidence}`}
              >
                {marks}
              </a>
            );
          })}
        </g>
        <g class="nodes">
          {layout.nodes.map((node) => (
            <a key={node.id} href={kind.link(node.id)} tabIndex={-1} aria-label={kind.name(node.id)}>
              <circle
                cx={node.x}
                cy={node.y}
                r={node.r}
                onPointerMove={(event) => activate({ node, x: event.clientX, y: event.clientY })}
              />
            </a>
          ))}
        </g>
      </>
    ),
    [layout, kind],
  );
}

/** What is pointed at with its neighbours, above the rest. */
function Highlight({
  layout,
  kind,
  node,
  edge,
}: {
  layout: NetworkLayout;
  kind: Kind;
  node?: PlacedNode;
  edge?: PlacedEdge;
}) {
  const edges = edge ? [edge] : layout.edges.filter(({ a, b }) => a === node || b === node);
  const nodes = new Set(edges.flatMap(({ a, b }) => [a, b]));
  if (node) nodes.add(node);
  const named = placeLabels(
    { ...layout, nodes: [...nodes].sort((m, n) => Number(n === node) - Number(m === node)) },
    ({ id }) => fitted(kind.label(id), 220, labelFont),
    (text) => textWidth(text, labelFont),
  );
  return (
    <g class="highlight" aria-hidden="true">
      {edges.map((e) => (
        <g key={`${e.from} ${e.to} ${e.order}`}>
          <path class="line" d={e.path} stroke-width={Math.max(1, e.width)} />
          {e.arrow && <path class="arrow" d={e.arrow} />}
        </g>
      ))}
      {[...nodes].map((n) => (
        <circle key={n.id} class={n === node ? 'chosen' : undefined} cx={n.x} cy={n.y} r={n.r} />
      ))}
      {named.map(({ node: n, text, x, y, anchor }) => (
        <text key={n.id} class="name" x={x} y={y + 4} text-anchor={anchor} paint-order="stroke">
          {text}
        </text>
      ))}
    </g>
  );
}

const directions: Record<Edge['order'], string> = {
  late: 'earlier → later',
  tie: 'order not known: dates tie',
  unknown: 'order not known: undated',
};

function EdgeTable({
  core,
  kind,
  edges,
  least,
  query,
}: {
  core: Core;
  kind: Kind;
  edges: Edge[];
  least: number;
  query: URLSearchParams;
}) {
  const end = (side: 'from' | 'to', title: string): Column<Edge>[] => {
    const columns: Column<Edge>[] = [
      {
        name: side,
        title,
        value: (edge) => (kind.authors ? kind.authors.names[edge[side]] : core.documents.id[edge[side]]),
        cell: (edge) => (
          <a href={kind.link(edge[side])}>
            <bdi>{kind.label(edge[side])}</bdi>
          </a>
        ),
      },
    ];
    if (!kind.authors) {
      columns.push({
        name: `${side}_date`,
        title: 'Date',
        value: (edge) => core.documents.date[edge[side]],
        order: (edge) => core.documents.by_date[edge[side]] ?? 0,
        cell: (edge) => <span class="date">{dateOf(core, edge[side])}</span>,
      });
    }
    return columns;
  };
  const columns: Column<Edge>[] = [
    ...end('from', 'From, or first'),
    ...end('to', 'To, or second'),
    {
      name: 'direction',
      title: 'Direction',
      value: ({ order }) => directions[order],
      cell: ({ order }) => <span class="quiet small">{directions[order]}</span>,
      wide: true,
    },
    {
      name: 'passages',
      title: 'Passages',
      numeric: true,
      value: ({ passages }) => passages,
      cell: (edge) => (
        <a
          href={kind.edgeLink(edge)}
          aria-label={`${counted(edge.passages, 'passage')}: ${kind.name(edge.from)} and ${kind.name(edge.to)} ${kind.evidence}`}
        >
          {count(edge.passages)}
        </a>
      ),
    },
    {
      name: 'tokens',
      title: 'Shared words',
      numeric: true,
      value: ({ tokens }) => tokens,
      cell: ({ tokens }) => count(tokens),
    },
  ];
  if (kind.authors) {
    columns.push({
      name: 'pairs',
      title: 'Pairs of documents',
      numeric: true,
      value: ({ pairs }) => pairs,
      cell: ({ pairs }) => count(pairs),
    });
  }
  return (
    <section>
      <h2>Lines of the network</h2>
      {least > 1 && <p class="quiet small">Those with at least {counted(least, 'shared word')}.</p>}
      <Table
        key={kind.what}
        caption="Lines of the network"
        columns={columns}
        rows={edges}
        rowKey={({ from, to, order }) => `${from} ${to} ${order}`}
        file={kind.authors ? 'network-of-authors' : 'network-of-documents'}
        sort={query.get('sort') ?? ''}
        what="line"
      />
    </section>
  );
}
