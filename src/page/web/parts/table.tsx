/** Tables: sorted by a click on a column, drawn as far as they are looked at, saved as CSV. */

import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { csv, type Value } from '../data/csv';
import { compareTexts, counted } from '../data/format';
import { choose } from '../data/route';
import { saveText } from './save';

export interface Column<Row> {
  /** In the address, and the head of its column in the file. */
  name: string;
  title: string;
  /** What it is sorted by and what the file gets; a column without is neither sorted nor saved. */
  value?: (row: Row) => Value;
  /** What it is sorted by, where that is not the value. */
  order?: (row: Row) => Value;
  /** What is shown, if not the value. */
  cell?: (row: Row) => ComponentChildren;
  /** Numbers stand at the right, and the largest come first. */
  numeric?: boolean;
  /** Explains the column. */
  hint?: string;
  /** Left out on a narrow screen. */
  wide?: boolean;
  /** Beneath the title, as an axis. */
  head?: ComponentChildren;
  /** In the file, and not on the page. */
  onlySaved?: boolean;
}

interface Props<Row> {
  caption: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  /** Name of the file, without its ending. */
  file: string;
  /** `query.sort`: name of a column, with `-` before it for descending. "": the order of `rows`. */
  sort: string;
  /** Name of that choice in the address, where a view has several tables. */
  sortChoice?: string;
  what: string;
}

const step = 100;

function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  if (a === null || a === undefined || a === '') return 1; // unknown ones last
  if (b === null || b === undefined || b === '') return -1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareTexts(String(a), String(b));
}

export function sorted<Row>(rows: readonly Row[], columns: Column<Row>[], sort: string): readonly Row[] {
  const name = sort.replace(/^-/, '');
  const column = columns.find((c) => c.name === name);
  const value = column?.order ?? column?.value;
  if (!value) return rows;
  const sign = sort.startsWith('-') ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: value(row) }));
  const unknown = (v: Value) => v === null || v === undefined || v === '';
  keyed.sort((a, b) => (unknown(a.key) || unknown(b.key) ? compare(a.key, b.key) : sign * compare(a.key, b.key)));
  return keyed.map(({ row }) => row);
}

export function Table<Row>({ caption, columns, rows, rowKey, file, sort, sortChoice = 'sort', what }: Props<Row>) {
  const [shown, show] = useState(step);
  const end = useRef<HTMLParagraphElement>(null);
  const inOrder = useMemo(() => sorted(rows, columns, sort), [rows, sort]);
  const more = inOrder.length > shown;

  useEffect(() => show(step), [rows, sort]);
  useEffect(() => {
    if (!more || !end.current) return;
    const observer = new IntersectionObserver(
      (seen) => seen.some((entry) => entry.isIntersecting) && show((n) => n + step),
      { rootMargin: '600px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [more, shown]);

  const saved = columns.filter((column) => column.value);
  const seen = columns.filter((column) => !column.onlySaved);
  return (
    <div class="table">
      <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
        <table>
          <caption class="told">{caption}</caption>
          <thead>
            <tr>
              {seen.map((column) => (
                <Head key={column.name} column={column} sort={sort} sortChoice={sortChoice} />
              ))}
            </tr>
          </thead>
          <tbody>
            {inOrder.slice(0, shown).map((row) => (
              <tr key={rowKey(row)}>
                {seen.map((column) => (
                  <td key={column.name} class={classOf(column)} data-title={column.title}>
                    {column.cell ? column.cell(row) : column.value?.(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="below" ref={end}>
        {inOrder.length === 0 && <span>No {what} like that. </span>}
        {more && (
          <button type="button" onClick={() => show((n) => n + step)}>
            Show more
          </button>
        )}{' '}
        <span class="quiet">
          {more ? `the first ${shown} of ${counted(inOrder.length, what)}` : counted(inOrder.length, what)}
        </span>{' '}
        <button
          type="button"
          class="plain"
          onClick={() =>
            saveText(
              `page-${file}.csv`, // the tables of the report have other columns
              csv(
                saved.map((column) => column.name),
                inOrder.map((row) => saved.map((column) => column.value?.(row))),
              ),
            )
          }
        >
          Save this table as CSV
        </button>
      </p>
    </div>
  );
}

function classOf<Row>(column: Column<Row>): string {
  return `${column.numeric ? 'number' : ''} ${column.wide ? 'wide' : ''}`.trim();
}

function Head<Row>({ column, sort, sortChoice }: { column: Column<Row>; sort: string; sortChoice: string }) {
  const descending = sort === `-${column.name}`;
  const ascending = sort === column.name;
  const direction = ascending ? 'ascending' : descending ? 'descending' : undefined;
  const next = () => {
    if (column.numeric) return descending ? column.name : ascending ? '' : `-${column.name}`;
    return ascending ? `-${column.name}` : descending ? '' : column.name;
  };
  return (
    <th scope="col" class={classOf(column)} aria-sort={direction} title={column.hint}>
      {column.value ? (
        <button type="button" class="sort" onClick={() => choose({ [sortChoice]: next() })}>
          {column.title}
          <span aria-hidden="true">{ascending ? ' ▲' : descending ? ' ▼' : ''}</span>
        </button>
      ) : (
        column.title
      )}
      {column.head}
    </th>
  );
}
