/** Reused passages, or clusters of them, as a table. */

import { useMemo } from 'preact/hooks';
import type { Core, PassageCluster, PassageRow, PassagesBlock } from '../data/contract';
import { count, counted, dateOf, folded, limitOf, percent } from '../data/format';
import { address, choose } from '../data/route';
import type { DocumentText } from '../data/text';
import { Later, useLater, useStore } from '../parts/context';
import { sideA, sideB, type Side } from '../parts/elsewhere';
import { beginning } from '../parts/measure';
import { compareDates } from '../parts/names';
import { DocumentLink } from '../parts/phrase';
import { Table, type Column } from '../parts/table';
import { fullName, Whose } from '../parts/whose';
import './documents.css';

export function Passages({ query }: { query: URLSearchParams }) {
  const store = useStore();
  const { core } = store;
  const state = useLater(() => store.passages(), [store]);
  return (
    <>
      <h1 tabIndex={-1}>Passages</h1>
      <p>
        Longer stretches that two texts have in the same or similar words: {counted(core.passages.all, 'passage')} in{' '}
        {counted(core.passages.clusters, 'cluster')} in all. A cluster holds all versions of what is one passage.
      </p>
      <Limits />
      <Later state={state}>{(block) => <Choice block={block} query={query} />}</Later>
    </>
  );
}

function Limits() {
  const { core } = useStore();
  const limits = (['rows', 'passages'] as const).flatMap((kind) => limitOf(core, kind) ?? []);
  if (limits.length === 0) return null;
  return (
    <ul class="small quiet">
      {limits.map(({ kind, shown, all, file }) => (
        <li key={kind}>
          {kind === 'rows' ? 'In passages.csv' : 'On this page'}: {count(shown)} of {counted(all, 'passage')}, those
          with the highest scores
          {file && `; all are in ${file}`}
        </li>
      ))}
    </ul>
  );
}

/** The texts of documents, when they have been read. */
function useTexts(documents: readonly number[]): Map<number, DocumentText> | undefined {
  const store = useStore();
  return useLater(async () => {
    const texts = new Map<number, DocumentText>();
    for (const document of documents) texts.set(document, await store.text(document));
    return texts;
  }, [documents]).value;
}

function startOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : beginning(text, 110);
}

interface ChoiceProps {
  block: PassagesBlock;
  query: URLSearchParams;
}

function Choice({ block, query }: ChoiceProps) {
  const { core } = useStore();
  const clusters = query.get('table') === 'clusters';
  const only = query.get('document') ?? '';
  const chosen = only === '' ? undefined : Number(only);
  const few = core.documents.id.length <= 500;
  return (
    <>
      <div class="choices" role="search">
        <label class="grow">
          Its text, or the id, title or author of a document has
          <input
            type="search"
            data-key="/"
            value={query.get('q') ?? ''}
            onInput={(event) => choose({ q: event.currentTarget.value })}
          />
        </label>
        <label>
          Table of
          <select
            value={clusters ? 'clusters' : 'passages'}
            onChange={({ currentTarget: { value } }) =>
              choose({ table: value === 'passages' ? undefined : value, sort: undefined })
            }
          >
            <option value="passages">Passages: two texts each</option>
            <option value="clusters">Clusters: all versions</option>
          </select>
        </label>
        {few && (
          <label>
            In document
            <select
              class="author-choice"
              value={only}
              onChange={(event) => choose({ document: event.currentTarget.value })}
            >
              <option value="">Any</option>
              {core.documents.id.map((id, document) => (
                <option key={id} value={document}>
                  {fullName(core, document)} ({dateOf(core, document)})
                </option>
              ))}
            </select>
          </label>
        )}
        {!clusters && block.rows.some(({ label }) => label !== '') && (
          <label class="beside">
            <input
              type="checkbox"
              checked={query.get('plain') === '1'}
              onChange={(event) => choose({ plain: event.currentTarget.checked })}
            />
            <span class="small">Hide near-duplicates and same series</span>
          </label>
        )}
        {!clusters && new Set(core.documents.author).size > 1 && (
          <label class="beside">
            <input
              type="checkbox"
              checked={query.get('others') === '1'}
              onChange={(event) => choose({ others: event.currentTarget.checked })}
            />
            <span class="small">Between different authors only</span>
          </label>
        )}
      </div>
      {!few && chosen !== undefined && (
        <p>
          Only those in <DocumentLink document={chosen} />{' '}
          <button type="button" class="plain" onClick={() => choose({ document: undefined })}>
            show all
          </button>
        </p>
      )}
      {clusters ? (
        <Clusters block={block} query={query} chosen={chosen} />
      ) : (
        <Pairs block={block} query={query} chosen={chosen} />
      )}
    </>
  );
}

interface TableProps extends ChoiceProps {
  chosen: number | undefined;
}

/** Whether all words of the filter stand in some text. */
function useFilter(query: URLSearchParams): ((text: string) => boolean) | undefined {
  const words = query.get('q') ?? '';
  return useMemo(() => {
    const parts = folded(words)
      .split(/\s+/)
      .filter((part) => part !== '');
    return parts.length === 0 ? undefined : (text: string) => parts.every((part) => text.includes(part));
  }, [words]);
}

function useNames(): (document: number) => string {
  const { core } = useStore();
  return useMemo(() => {
    const { id, title, author } = core.documents;
    const names = id.map((name, d) => folded([name, title[d], author[d]].join('\n')));
    return (document) => names[document] ?? '';
  }, [core]);
}

interface PairRow {
  index: number;
  row: PassageRow;
  earlier: Side;
  later: Side;
  text: string | undefined;
}

/** The passages that are asked for; undefined texts: not read yet. */
function usePairs({ block, query, chosen }: TableProps): { rows: PairRow[]; texts: boolean } {
  const { core } = useStore();
  const documents = useMemo(() => [...new Set(block.rows.map(({ a }) => a))], [block]);
  const texts = useTexts(documents);
  const filter = useFilter(query);
  const nameOfDocument = useNames();
  const plain = query.get('plain') === '1';
  const others = query.get('others') === '1';
  const { author } = core.documents;

  const all = useMemo(
    () =>
      block.rows.map((row, index): PairRow => {
        const [a, b] = [sideA(row), sideB(row)];
        const swap = (core.documents.by_date[row.b] ?? 0) < (core.documents.by_date[row.a] ?? 0);
        const text = texts?.get(row.a)?.slice(row.a_begin, row.a_end);
        return { index, row, earlier: swap ? b : a, later: swap ? a : b, text };
      }),
    [block, texts],
  );
  const searched = useMemo(
    () =>
      filter &&
      all.map(({ row, text }) => [folded(text ?? ''), nameOfDocument(row.a), nameOfDocument(row.b)].join('\n')),
    [all, filter !== undefined],
  );
  const rows = useMemo(
    () =>
      all.filter(
        ({ row, index }) =>
          (!plain || row.label === '') &&
          (!others || author[row.a] !== author[row.b]) &&
          (chosen === undefined || row.a === chosen || row.b === chosen) &&
          (!filter || filter(searched?.[index] ?? '')),
      ),
    [all, plain, others, chosen, filter, searched],
  );
  return { rows, texts: texts !== undefined };
}

/** Columns that say which passage it is. */
function sideColumns(core: Core, read: boolean): Column<PairRow>[] {
  const dated = core.documents.date.some((date) => date !== '');
  return [
    {
      name: 'text',
      title: 'Passage',
      value: (row) => row.text,
      cell: (row) => <PassageStart index={row.index} text={row.text} read={read} document={row.row.a} />,
    },
    {
      name: 'earlier',
      title: dated ? 'Earlier document' : 'First document',
      value: (row) => fullName(core, row.earlier.document),
      cell: (row) => <SideLink row={row} side={row.earlier} />,
    },
    {
      name: 'earlier_date',
      title: 'Date',
      value: (row) => core.documents.date[row.earlier.document],
      cell: (row) => <span class="date">{dateOf(core, row.earlier.document)}</span>,
    },
    {
      name: 'later',
      title: dated ? 'Later document' : 'Second document',
      value: (row) => fullName(core, row.later.document),
      cell: (row) => (
        <>
          <SideLink row={row} side={row.later} />
          {row.row.a === row.row.b ? (
            <span class="quiet"> (the same)</span>
          ) : (
            dated &&
            !compareDates(core, row.earlier.document, row.later.document) && (
              <span class="quiet"> (order not known)</span>
            )
          )}
        </>
      ),
    },
    {
      name: 'later_date',
      title: 'Date',
      value: (row) => core.documents.date[row.later.document],
      cell: (row) => <span class="date">{dateOf(core, row.later.document)}</span>,
    },
  ];
}

/** Columns that measure it. */
function measureColumns(labelled: boolean): Column<PairRow>[] {
  return [
    {
      name: 'words',
      title: 'Words',
      hint: 'Of the longer side',
      value: ({ row }) => Math.max(row.tokens_a, row.tokens_b),
      cell: ({ row }) => count(Math.max(row.tokens_a, row.tokens_b)),
      numeric: true,
    },
    {
      name: 'similarity',
      title: 'Alike',
      value: ({ row }) => row.similarity,
      cell: ({ row }) => percent(row.similarity),
      numeric: true,
      hint: 'Words that match, of all words of both stretches; those nearly alike count half',
    },
    {
      name: 'score',
      title: 'Score',
      value: ({ row }) => row.score,
      cell: ({ row }) => row.score.toFixed(1),
      numeric: true,
      hint: 'In bits, how surprising it is that both have these words so close to each other',
    },
    ...(labelled
      ? [
          {
            name: 'label',
            title: 'Label',
            value: ({ row }: PairRow) => row.label,
            hint: 'near-duplicate: both documents are nearly whole in what they share; same-series: both are of one series; formula: the two stand for many places, which are its versions',
            wide: true,
          },
        ]
      : []),
  ];
}

function Pairs(props: TableProps) {
  const { core } = useStore();
  const { rows, texts } = usePairs(props);
  const labelled = props.block.rows.some(({ label }) => label !== '');
  return (
    <Table
      caption="Passages"
      columns={[...sideColumns(core, texts), ...measureColumns(labelled)]}
      rows={rows}
      rowKey={(row) => row.index}
      file="passages-shown"
      sort={props.query.get('sort') ?? ''}
      what="passage"
    />
  );
}

function SideLink({ row, side }: { row: PairRow; side: Side }) {
  return (
    <>
      <DocumentLink document={side.document} at={side.begin} choices={{ passage: row.index }} />{' '}
      <Whose document={side.document} />
    </>
  );
}

interface StartProps {
  /** Undefined: the page holds no row of it. */
  index: number | undefined;
  text: string | undefined;
  read: boolean;
  document: number | undefined;
}

function PassageStart({ index, text, read, document }: StartProps) {
  const { core } = useStore();
  const words = startOf(text) ?? (read ? 'Its text is not in this page' : '…');
  const language = document === undefined ? undefined : core.documents.language[document] || undefined;
  if (index === undefined) return <bdi class="text passage-start">{words}</bdi>;
  return (
    <a class="text passage-start" dir="auto" lang={language} href={address(['passage', index])}>
      {words}
    </a>
  );
}

interface ClusterRow {
  cluster: PassageCluster;
  /** The passage of it with the highest score. */
  passage: number | undefined;
  documents: number[];
  dates: string[];
  text: string | undefined;
}

function Clusters({ block, query, chosen }: TableProps) {
  const { core } = useStore();
  const documents = useMemo(
    () => [...new Set(block.clusters.flatMap(({ versions }) => versions[0]?.document ?? []))],
    [block],
  );
  const texts = useTexts(documents);
  const filter = useFilter(query);
  const nameOfDocument = useNames();

  const all = useMemo(() => {
    const best: (number | undefined)[] = [];
    block.rows.forEach(({ cluster, score }, index) => {
      const before = best[cluster];
      if (before === undefined || score > (block.rows[before]?.score ?? 0)) best[cluster] = index;
    });
    return block.clusters.map((cluster, i): ClusterRow => {
      const of = [...new Set(cluster.versions.map(({ document }) => document))];
      const first = cluster.versions[0];
      return {
        cluster,
        passage: best[i],
        documents: of,
        dates: of.flatMap((document) => core.documents.date[document] || []).sort(),
        text: first && texts?.get(first.document)?.slice(first.begin, first.end),
      };
    });
  }, [block, texts]);
  const searched = useMemo(
    () =>
      filter &&
      new Map(all.map((row) => [row, [folded(row.text ?? ''), ...row.documents.map(nameOfDocument)].join('\n')])),
    [all, filter !== undefined],
  );
  const rows = useMemo(
    () =>
      all.filter(
        (row) =>
          (chosen === undefined || row.documents.includes(chosen)) && (!filter || filter(searched?.get(row) ?? '')),
      ),
    [all, chosen, filter, searched],
  );

  const columns: Column<ClusterRow>[] = [
    {
      name: 'text',
      title: 'Passage, as in its first version',
      value: (row) => row.text,
      cell: (row) => (
        <PassageStart
          index={row.passage}
          text={row.text}
          read={texts !== undefined}
          document={row.cluster.versions[0]?.document}
        />
      ),
    },
    { name: 'versions', title: 'Versions', value: ({ cluster }) => cluster.versions.length, numeric: true },
    { name: 'documents', title: 'Documents', value: (row) => row.documents.length, numeric: true },
    {
      name: 'earliest',
      title: 'Earliest',
      value: ({ cluster }) =>
        earliestOf(cluster)
          .map((document) => fullName(core, document))
          .join(' | '),
      cell: ({ cluster }) => <Earliest cluster={cluster} />,
      hint: 'Of the documents at hand',
    },
    {
      name: 'first_date',
      title: 'First',
      value: ({ dates }) => dates[0],
      cell: ({ dates }) => <span class="date">{dates[0] ?? 'undated'}</span>,
    },
    {
      name: 'last_date',
      title: 'Last',
      value: ({ dates }) => dates.at(-1),
      cell: ({ dates }) => <span class="date">{dates.at(-1) ?? 'undated'}</span>,
    },
  ];
  return (
    <Table
      caption="Clusters of passages"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.cluster.number}
      file="clusters-shown"
      sort={query.get('sort') ?? ''}
      what="cluster"
    />
  );
}

/** The earliest document, or those that tie for it. */
function earliestOf({ versions }: PassageCluster): number[] {
  const first = versions.filter(({ order }) => order === 'earliest' || order === 'tie');
  return [...new Set(first.map(({ document }) => document))];
}

function Earliest({ cluster }: { cluster: PassageCluster }) {
  const first = earliestOf(cluster);
  const [only] = first;
  const version = cluster.versions.find(({ document }) => document === only);
  if (only === undefined || !version) return <span class="quiet">not known</span>;
  return (
    <>
      <DocumentLink document={only} at={version.begin} /> <Whose document={only} />
      {first.length > 1 && <span class="quiet"> ({first.length} tie)</span>}
    </>
  );
}
