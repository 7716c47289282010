/** All documents as a table. */

import { useMemo } from 'preact/hooks';
import type { Core } from '../data/contract';
import { compareTexts, count, counted, dateOf, folded, limitOf, nameOf, percent, yearOf } from '../data/format';
import { address, choose } from '../data/route';
import { useLater, useStore } from '../parts/context';
import { Table, type Column } from '../parts/table';
import './documents.css';

interface Row {
  document: number;
  /** Undefined: not read yet. */
  passages: number | undefined;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '').sort(compareTexts);
}

/** What is asked of the documents. */
interface Wanted {
  words: string;
  author: string;
  from: string;
  to: string;
}

function wantedOf(query: URLSearchParams): Wanted {
  const text = (name: string) => query.get(name) ?? '';
  return { words: text('q'), author: text('author'), from: text('from'), to: text('to') };
}

function useRows(wanted: Wanted): Row[] {
  const store = useStore();
  const { core } = store;
  const { documents } = core;
  const names = useMemo(
    () => documents.id.map((id, d) => folded([id, documents.title[d], documents.author[d]].join('\n'))),
    [core],
  );
  const passages = useLater(() => store.passagesByDocument(), [store]).value;
  return useMemo(() => {
    const parts = folded(wanted.words)
      .split(/\s+/)
      .filter((part) => part !== '');
    const found: Row[] = [];
    names.forEach((name, document) => {
      if (!parts.every((part) => name.includes(part))) return;
      if (wanted.author !== '' && documents.author[document] !== wanted.author) return;
      const year = yearOf(core, document);
      if (wanted.from !== '' && (year === '' || Number(year) < Number(wanted.from))) return;
      if (wanted.to !== '' && (year === '' || Number(year) > Number(wanted.to))) return;
      found.push({ document, passages: passages?.[document]?.length });
    });
    return found;
  }, [names, passages, wanted.words, wanted.author, wanted.from, wanted.to]);
}

/** A column that only some corpora have. */
function optional(core: Core, name: 'institution' | 'genre' | 'series', title: string): Column<Row>[] {
  const values = core.documents[name];
  if (values.every((value) => value === '')) return [];
  const cell = ({ document }: Row) => <bdi>{values[document]}</bdi>;
  return [{ name, title, value: ({ document }) => values[document], cell, wide: true }];
}

/** Columns that say which document it is. */
function describing(core: Core, authors: readonly string[]): Column<Row>[] {
  const { documents } = core;
  const warnings = new Map(core.warnings.map(({ document, text }) => [document, text]));
  const named = documents.title.some((title) => title !== '');
  return [
    {
      name: 'document',
      title: 'Document',
      value: ({ document }) => nameOf(core, document),
      cell: ({ document }) => (
        <a href={address(['document', document])}>
          <bdi>{nameOf(core, document)}</bdi>
        </a>
      ),
    },
    ...(named
      ? [
          {
            name: 'id',
            title: 'Id',
            value: ({ document }: Row) => documents.id[document],
            cell: ({ document }: Row) => <bdi class="small quiet">{documents.id[document]}</bdi>,
            wide: true,
          },
        ]
      : []),
    {
      name: 'date',
      title: 'Date',
      value: ({ document }) => documents.date[document],
      cell: ({ document }) => <span class="date">{dateOf(core, document)}</span>,
    },
    ...(authors.length > 0
      ? [
          {
            name: 'author',
            title: 'Author',
            value: ({ document }: Row) => documents.author[document],
            cell: ({ document }: Row) => <bdi>{documents.author[document]}</bdi>,
          },
        ]
      : []),
    ...optional(core, 'institution', 'Institution'),
    ...optional(core, 'genre', 'Genre'),
    ...optional(core, 'series', 'Series'),
    ...(distinct(documents.language).length > 0
      ? [
          {
            name: 'language',
            title: 'Language',
            value: ({ document }: Row) => documents.language[document],
            wide: true,
          },
        ]
      : []),
    ...(core.warnings.length > 0
      ? [
          {
            name: 'warnings',
            title: 'Warnings',
            value: ({ document }: Row) => warnings.get(document),
            cell: ({ document }: Row) => <bdi class="small">{warnings.get(document)}</bdi>,
            hint: 'What was noticed while it was read',
            wide: true,
          },
        ]
      : []),
  ];
}

/** Columns that count what is in it. */
function counting(core: Core): Column<Row>[] {
  const { documents } = core;
  const share = ({ document }: Row) => {
    const tokens = documents.tokens[document] ?? 0;
    return tokens > 0 ? (core.shared_tokens[document] ?? 0) / tokens : null;
  };
  return [
    {
      name: 'words',
      title: 'Words',
      value: ({ document }) => documents.tokens[document],
      cell: ({ document }) => count(documents.tokens[document] ?? 0),
      numeric: true,
    },
    {
      name: 'shared',
      title: 'Shared',
      value: share,
      cell: (row) => <Share value={share(row)} />,
      numeric: true,
      hint: 'How many of its words stand in a listed formulation, or word for word in a passage, that another document has too',
    },
    {
      name: 'passages',
      title: 'Passages',
      value: (row) => row.passages,
      cell: (row) =>
        row.passages ? (
          <a href={address(['passages'], { document: row.document })}>{count(row.passages)}</a>
        ) : (
          (row.passages ?? '…')
        ),
      numeric: true,
      hint: 'Longer stretches that another text has in the same or similar words',
    },
  ];
}

export function Documents({ query }: { query: URLSearchParams }) {
  const { core } = useStore();
  const { documents } = core;
  const wanted = wantedOf(query);
  const authors = useMemo(() => distinct(documents.author), [core]);
  const rows = useRows(wanted);
  const columns = [...describing(core, authors), ...counting(core)];
  const limit = limitOf(core, 'passages');
  return (
    <>
      <h1 tabIndex={-1}>Documents</h1>
      <p>
        {counted(core.documents.id.length, 'document')} with {count(documents.tokens.reduce((a, b) => a + b, 0))} words.
        “Shared” is how many of a document’s words stand in a listed formulation, or word for word in a passage, that
        another document has too.
      </p>
      <Choices core={core} wanted={wanted} authors={authors} />
      {limit && (
        <p class="small quiet">
          Passages are counted among the {count(limit.shown)} of {count(limit.all)} that this page holds; all are in{' '}
          {limit.file}.
        </p>
      )}
      <Table
        caption="Documents"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.document}
        file="documents"
        sort={query.get('sort') ?? ''}
        what="document"
      />
    </>
  );
}

function Choices({ core, wanted, authors }: { core: Core; wanted: Wanted; authors: readonly string[] }) {
  const years = core.documents.date.some((date) => date !== '');
  return (
    <div class="choices" role="search">
      <label class="grow">
        Title, id or author has
        <input
          type="search"
          data-key="/"
          value={wanted.words}
          onInput={(event) => choose({ q: event.currentTarget.value })}
        />
      </label>
      {authors.length > 1 && (
        <label>
          Author
          <select
            class="author-choice"
            value={wanted.author}
            onChange={(event) => choose({ author: event.currentTarget.value })}
          >
            <option value="">All authors</option>
            {authors.map((author) => (
              <option key={author} value={author}>
                {author}
              </option>
            ))}
          </select>
        </label>
      )}
      {years && (
        <>
          <Year name="from" title="From year" value={wanted.from} />
          <Year name="to" title="To year" value={wanted.to} />
        </>
      )}
    </div>
  );
}

function Year({ name, title, value }: { name: 'from' | 'to'; title: string; value: string }) {
  return (
    <label>
      {title}
      <input
        type="number"
        class="year"
        inputMode="numeric"
        min="0"
        max="9999"
        value={value}
        onInput={(event) => choose({ [name]: event.currentTarget.value })}
      />
    </label>
  );
}

/** A share as a number over a bar. */
function Share({ value }: { value: number | null }) {
  return (
    <span class="share-of">
      {percent(value)}
      <span class="bar" aria-hidden="true">
        <span style={{ width: `${100 * (value ?? 0)}%` }} />
      </span>
    </span>
  );
}
