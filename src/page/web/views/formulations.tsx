/** All formulations, filtered and sorted as one types. */

import { useMemo, useState } from 'preact/hooks';
import type { Core } from '../data/contract';
import { compareTexts, count, counted, limitOf, percent } from '../data/format';
import { choose } from '../data/route';
import { useStore } from '../parts/context';
import { becameOf, listChoices, listColumns, useFiltered, type ListChoices } from '../parts/formulation-list';
import { shareSteps } from '../parts/strip';
import { Table } from '../parts/table';
import './formulations.css';

const kinds = {
  phrase: 'phrases',
  name: 'names',
  passage: 'passages',
  boilerplate: 'boilerplate',
} as const;

const lives = {
  changed: 'a word took the place of another',
  silent: 'fell silent and came back',
  burst: 'stands out in one period',
} as const;

/** What can be chosen, with how many there are of it. */
function useOptions(core: Core) {
  return useMemo(() => {
    const ofKind = new Map<string, number>();
    const ofLife = new Map<string, number>();
    for (const row of core.formulations) {
      ofKind.set(row.kind, (ofKind.get(row.kind) ?? 0) + 1);
      for (const kind of becameOf(row)) {
        ofLife.set(kind, (ofLife.get(kind) ?? 0) + 1);
      }
    }
    const ofAuthor = new Map<string, number>();
    for (const author of core.documents.author) {
      if (author !== '') ofAuthor.set(author, (ofAuthor.get(author) ?? 0) + 1);
    }
    const authors = [...ofAuthor].sort(([a], [b]) => compareTexts(a, b));
    return { ofKind, ofLife, authors };
  }, [core]);
}

function PeriodChoice({ name, title, any, value }: { name: string; title: string; any: string; value: string }) {
  const { core } = useStore();
  return (
    <label>
      {title}
      <select value={value} onChange={(event) => choose({ [name]: event.currentTarget.value })}>
        <option value="">{any}</option>
        {core.periods.names.map((period) => (
          <option key={period} value={period}>
            {period}
          </option>
        ))}
      </select>
    </label>
  );
}

function Choices({ choices }: { choices: ListChoices }) {
  // A phone shows them when they are asked for, or when one of them is chosen.
  const [opened] = useState(
    () => matchMedia('(min-width: 48rem)').matches || undoings({ ...choices, q: '' }).length > 0 || choices.wordings,
  );
  return (
    <search>
      <div class="choices">
        <label class="grow">
          Words that occur in it
          <input
            type="search"
            data-key="/"
            value={choices.q}
            placeholder="all of these, in any order"
            autocomplete="off"
            spellcheck={false}
            dir="auto"
            onInput={(event) => choose({ q: event.currentTarget.value })}
          />
        </label>
        <label class="beside">
          <input
            type="checkbox"
            checked={choices.wordings}
            onChange={(event) => choose({ wordings: event.currentTarget.checked })}
          />
          search rare wordings too
        </label>
      </div>
      <details class="further" open={opened}>
        <summary>Further choices</summary>
        <Further choices={choices} />
      </details>
    </search>
  );
}

function Further({ choices }: { choices: ListChoices }) {
  const { core } = useStore();
  const { ofKind, ofLife, authors } = useOptions(core);
  return (
    <div class="choices">
      {authors.length > 0 && (
        <label>
          Used by
          <select
            class="author"
            value={choices.author}
            onChange={(event) => choose({ author: event.currentTarget.value })}
          >
            <option value="">any author</option>
            {authors.map(([author, documents]) => (
              <option key={author} value={author}>
                {author} ({counted(documents, 'document')})
              </option>
            ))}
          </select>
        </label>
      )}
      {core.periods.names.length > 1 && (
        <>
          <PeriodChoice name="from" title="Used from" any="the beginning" value={choices.from} />
          <PeriodChoice name="to" title="to" any="the end" value={choices.to} />
        </>
      )}
      {ofKind.size > 1 && (
        <label>
          Kind
          <select value={choices.kind} onChange={(event) => choose({ kind: event.currentTarget.value })}>
            <option value="">any</option>
            {Object.entries(kinds)
              .filter(([kind]) => ofKind.has(kind))
              .map(([kind, many]) => (
                <option key={kind} value={kind}>
                  {many} ({count(ofKind.get(kind) ?? 0)})
                </option>
              ))}
          </select>
        </label>
      )}
      {Object.keys(lives).some((kind) => ofLife.has(kind)) && (
        <label>
          What became of it
          <select
            class="became"
            value={choices.became}
            onChange={(event) => choose({ became: event.currentTarget.value })}
          >
            <option value="">anything</option>
            {Object.entries(lives)
              .filter(([kind]) => ofLife.has(kind))
              .map(([kind, what]) => (
                <option key={kind} value={kind}>
                  {what} ({count(ofLife.get(kind) ?? 0)})
                </option>
              ))}
          </select>
        </label>
      )}
      <label>
        Documents, at least
        <input
          type="number"
          class="least"
          min={0}
          max={core.documents.id.length}
          value={choices.least || ''}
          placeholder="any"
          onInput={(event) => choose({ least: event.currentTarget.value })}
        />
      </label>
    </div>
  );
}

/** The choices that are made, each with what undoes it. */
function undoings(choices: ListChoices): { title: string; undone: Record<string, undefined> }[] {
  const list = [];
  if (choices.q.trim() !== '')
    list.push({ title: `any words instead of “${choices.q.trim()}”`, undone: { q: undefined } });
  if (choices.author !== '') list.push({ title: 'any author', undone: { author: undefined } });
  if (choices.from !== '' || choices.to !== '') {
    list.push({ title: 'any time', undone: { from: undefined, to: undefined } });
  }
  if (choices.kind !== '') list.push({ title: 'any kind', undone: { kind: undefined } });
  if (choices.became !== '') list.push({ title: 'whatever became of it', undone: { became: undefined } });
  if (choices.least > 0) list.push({ title: 'any number of documents', undone: { least: undefined } });
  return list;
}

function everyUndoing(choices: ListChoices): Record<string, undefined> {
  return Object.assign({}, ...undoings(choices).map(({ undone }) => undone)) as Record<string, undefined>;
}

function Nothing({ choices }: { choices: ListChoices }) {
  const ways = undoings(choices);
  return (
    <div class="nothing">
      <p>No formulation is like that. Look wider:</p>
      <p class="steps">
        {ways.map(({ title, undone }) => (
          <button key={title} type="button" onClick={() => choose(undone)}>
            {title}
          </button>
        ))}
        {choices.q.trim() !== '' && !choices.wordings && (
          <button type="button" onClick={() => choose({ wordings: true })}>
            search rare wordings too
          </button>
        )}
        {ways.length > 1 && (
          <button type="button" onClick={() => choose(everyUndoing(choices))}>
            show all
          </button>
        )}
      </p>
      <p class="quiet">
        Only what recurs in several documents is a formulation. To follow words that you name, found or not, give the
        program a watch-list (<code>--watch FILE</code>).
      </p>
    </div>
  );
}

function StripLegend() {
  const ends = [...shareSteps.slice(1), 1];
  return (
    <p class="legend">
      <span>Share of the documents of each period that have it:</span>
      <span class="key">
        <svg width="14" height="14" aria-hidden="true">
          <rect class="share-0" width="14" height="14" />
        </svg>
        none
      </span>
      {ends.map((end, i) => (
        <span key={end} class="key">
          <svg width="14" height="14" aria-hidden="true">
            <rect class={`share-${i + 1}`} width="14" height="14" />
          </svg>
          {i + 1 < ends.length ? `up to ${percent(end)}` : 'more'}
        </span>
      ))}
      <span class="key">
        <svg width="14" height="14" aria-hidden="true">
          <rect class="no-documents" width="14" height="14" />
        </svg>
        no documents
      </span>
    </p>
  );
}

export function Formulations({ query }: { query: URLSearchParams }) {
  const { core } = useStore();
  const choices = listChoices(query);
  const { list, reading, trouble } = useFiltered(choices);
  const asked = query.toString();
  const columns = useMemo(() => listColumns(core, asked), [core, asked]);
  const limit = limitOf(core, 'formulations');
  const all = core.formulations.length;
  return (
    <div class="formulations">
      <h1 tabIndex={-1}>Formulations</h1>
      <p>
        What recurs in several documents, in one wording or in several; words that change are{' '}
        <span class="slot">
          marked <span class="or">|</span> like this
        </span>
        . The most telling come first.
      </p>
      {all === 0 ? (
        <p>Nothing recurs in these documents: no formulation stands in two of them.</p>
      ) : (
        <>
          <Choices choices={choices} />
          <p class="left">
            <span role="status">
              {reading ? 'Reading…' : `${count(list.length)} of ${counted(all, 'formulation')}`}
            </span>{' '}
            {list.length > 0 && list.length < all && (
              <button type="button" class="plain" onClick={() => choose(everyUndoing(choices))}>
                Show all
              </button>
            )}{' '}
            {limit && (
              <span class="held">
                This page holds {count(limit.shown)} of {count(limit.all)} listed
                {limit.file && <>; all are in {limit.file}</>}.
              </span>
            )}
          </p>
          {trouble && <p role="alert">{trouble}</p>}
          {core.periods.names.length > 0 && <StripLegend />}
          {list.length === 0 ? (
            <Nothing choices={choices} />
          ) : (
            <Table
              caption="Formulations"
              columns={columns}
              rows={list}
              rowKey={({ index }) => index}
              file="formulations"
              sort={choices.sort}
              what="formulation"
            />
          )}
        </>
      )}
    </div>
  );
}
