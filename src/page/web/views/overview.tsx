/** What was read and what came of it, in plain words; every number leads to its evidence. */

import { Fragment } from 'preact';
import { sum } from 'd3-array';
import type { Core, Formulation } from '../data/contract';
import {
  attestation,
  count,
  counted,
  dateOf,
  limitOf,
  nameOf,
  outsideOfPeriods,
  percent,
  ratio,
  settingOf,
} from '../data/format';
import { address } from '../data/route';
import { DocumentBars } from '../parts/bars';
import { useStore } from '../parts/context';
import { CopyButton } from '../parts/copy';
import { DocumentName, FormulationLink, shownText, Slotted, useLanguageOf } from '../parts/phrase';
import { Strip } from '../parts/strip';
import { isTitleRepeated, Whose } from '../parts/whose';
import './overview.css';

const mostTelling = 10;
const mostChanges = 8;

export function Overview() {
  const { core } = useStore();
  const found = core.formulations.map((row, index) => ({ row, index }));
  return (
    <>
      <h1 tabIndex={-1}>
        What <bdi>{core.corpus}</bdi> keeps saying
      </h1>
      <Summary />
      <Warnings />
      <div class="overview-columns">
        <section aria-labelledby="telling">
          <h2 id="telling">
            {core.watched > 0 ? 'The watch-list, and the most telling formulations' : 'The most telling formulations'}
          </h2>
          {found.length === 0 ? (
            <p>No formulation recurs in as many documents as were asked for.</p>
          ) : (
            <ol class="telling">
              {found
                .slice(0, core.watched > 0 ? Math.min(core.watched, 5) + mostTelling : mostTelling)
                .map(({ row, index }) => (
                  <Telling key={index} row={row} index={index} />
                ))}
            </ol>
          )}
          <p>
            <a href="#/formulations">All {counted(found.length, 'formulation')}</a>
          </p>
        </section>
        <div>
          <Changes core={core} />
          <Reused core={core} />
        </div>
      </div>
      <div class="overview-columns">
        <Closest core={core} />
        <section aria-labelledby="years">
          <h2 id="years">The years</h2>
          {core.periods.names.length > 0 ? (
            <>
              <DocumentBars periods={core.periods} file="documents-over-time" />
              <p>
                <a href="#/time">The formulations over time</a> · <a href="#/network">Who took passages from whom</a>
              </p>
            </>
          ) : (
            <p>No document is dated precisely enough to be put into a period.</p>
          )}
        </section>
      </div>
      <Method core={core} />
    </>
  );
}

function Summary() {
  const { core, inOrderOfDate } = useStore();
  const { documents } = core;
  const dated = inOrderOfDate.filter((d) => documents.date[d] !== '');
  const first = dated[0];
  const last = dated.at(-1);
  const undated = documents.id.length - dated.length;
  const tokens = sum(documents.tokens);
  const authors = new Set(documents.author.filter((author) => author !== '')).size;
  const rows = limitOf(core, 'formulations')?.all ?? core.formulations.length - core.watched;
  const repeats = limitOf(core, 'repeats');
  const least = settingOf(core, 'min-documents');
  return (
    <p class="lead">
      <a href="#/documents">{counted(documents.id.length, 'document')}</a> with {counted(tokens, 'word')}
      {authors > 1 && <> by {counted(authors, 'author')}</>}
      {first !== undefined && last !== undefined && (
        <>
          , from <a href={address(['document', first])}>{dateOf(core, first)}</a> to{' '}
          <a href={address(['document', last])}>{dateOf(core, last)}</a>
        </>
      )}
      {undated > 0 && <>, {count(undated)} undated</>}. <a href="#/formulations">{counted(rows, 'formulation')}</a>
      {repeats && ` (of ${counted(repeats.all, 'repeat')} found)`} {rows === 1 ? 'is' : 'are'} listed that{' '}
      {rows === 1 ? 'recurs' : 'recur'} in {least === undefined ? 'several documents' : `${least} documents or more`},
      and <a href="#/passages">{counted(core.passages.all, 'passage')}</a> {core.passages.all === 1 ? 'was' : 'were'}{' '}
      reused. In all,{' '}
      <a href={address(['documents'], { sort: '-shared' })}>
        {percent(tokens > 0 ? sum(core.shared_tokens) / tokens : null)}
      </a>{' '}
      of the words stand in a listed formulation, or word for word in a passage, that another document has too.
    </p>
  );
}

const mostWarnings = 3;

/** What was noticed while the documents were read: what follows is no better than they are. */
function Warnings() {
  const { core } = useStore();
  if (core.warnings.length === 0) return null;
  const documents = new Map<string, { example: string; n: number }>();
  for (const { text } of core.warnings) {
    const kind = text.replace(/\d+/g, ''); // numbers differ from document to document
    const { example, n } = documents.get(kind) ?? { example: text, n: 0 };
    documents.set(kind, { example, n: n + 1 });
  }
  const kinds = [...documents.values()].sort((a, b) => b.n - a.n);
  const { length } = core.warnings;
  return (
    <div class="note">
      <p>
        <a href={address(['documents'], { sort: 'warnings' })}>
          {count(length)} of {counted(core.documents.id.length, 'document')}
        </a>{' '}
        {length === 1 ? 'was' : 'were'} read with a warning. What they have in common may come from it:
      </p>
      <ul>
        {kinds.slice(0, mostWarnings).map(({ example, n }) => (
          <li key={example}>
            <bdi>{example}</bdi> {n > 1 && `(and ${counted(n - 1, 'more document')} so)`}
          </li>
        ))}
        {kinds.length > mostWarnings && <li>and {count(kinds.length - mostWarnings)} more kinds</li>}
      </ul>
    </div>
  );
}

function Telling({ row, index }: { row: Formulation; index: number }) {
  const { core } = useStore();
  const first = attestation(core, row.first);
  const last = attestation(core, row.last);
  return (
    <li>
      <FormulationLink row={index} most={4} />
      <div class="about">
        {core.periods.names.length > 0 && <Strip row={row} periods={core.periods} />}
        <span>
          {row.occurrences === 0
            ? 'not found'
            : `${counted(row.documents, 'document')}, ${first === last ? first : `${first} – ${last}`}${outsideOfPeriods(core, row)}`}
        </span>
        {row.wordings > 1 && <span>{row.wordings} wordings</span>}
      </div>
    </li>
  );
}

function Changes({ core: { changed, formulations } }: { core: Core }) {
  if (changed.length === 0) return null;
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">What changed</h2>
      <ul class="telling">
        {changed.slice(0, mostChanges).map((index) => (
          <Change key={index} row={formulations[index]!} index={index} />
        ))}
      </ul>
      {changed.length > mostChanges && (
        <p>
          <a href={address(['formulations'], { became: 'changed' })}>All formulations that changed</a>
        </p>
      )}
    </section>
  );
}

/** The clearest change of a formulation. */
function Change({ row, index }: { row: Formulation; index: number }) {
  const { core } = useStore();
  const language = useLanguageOf(row);
  const change = row.hand_overs.find(({ told }) => told === 1)!;
  return (
    <li>
      <a class="change" href={address(['formulation', index])}>
        <span class="from-to" lang={language}>
          <bdi>{change.from[0]}</bdi> → <bdi>{change.to[0]}</bdi>
        </span>
        <span class="quiet">
          {core.periods.names[change.period]}
          {!change.clear && ', on few places'}
        </span>
        <span class="in" dir="auto" lang={language}>
          <Slotted text={shownText(row)} most={3} />
        </span>
      </a>
    </li>
  );
}

function Reused({ core }: { core: Core }) {
  return (
    <section aria-labelledby="reused">
      <h2 id="reused">Reused passages</h2>
      {core.best_passages.length === 0 ? (
        <p>No passage stands in two documents.</p>
      ) : (
        <ul class="telling">
          {core.best_passages.map((best) => (
            <li key={best.passage}>
              <a
                class="phrase"
                href={address(['passage', best.passage])}
                dir="auto"
                lang={core.documents.language[best.a] || undefined}
              >
                {best.text}
              </a>
              <div class="about">
                <span>
                  <DocumentName document={best.a} /> ↔ <DocumentName document={best.b} />:{' '}
                  {counted(best.tokens, 'word')}, similarity {ratio(best.similarity)}
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const mostClosest = 5;

function Closest({ core }: { core: Core }) {
  return (
    <section aria-labelledby="closest">
      <h2 id="closest">The closest documents</h2>
      {core.closest.length === 0 ? (
        <p>
          {core.closest_method === 'estimate'
            ? `Of no two documents is it estimated that they have ${core.closest_k} consecutive words in common.`
            : `No two documents have ${core.closest_k} consecutive words in common.`}
        </p>
      ) : (
        <>
          <ul class="telling">
            {core.closest.slice(0, mostClosest).map(({ a, b, jaccard, shared, error }) => (
              <li key={`${a}-${b}`}>
                <a href={address(['pair', a, b])}>
                  <bdi>{nameOf(core, a)}</bdi> – <bdi>{nameOf(core, b)}</bdi>
                </a>
                <div class="about">
                  <span>
                    {dateOf(core, a)} – {dateOf(core, b)}
                  </span>
                  {(isTitleRepeated(core, a) || isTitleRepeated(core, b)) && (
                    <span>
                      <Whose document={a} /> – <Whose document={b} />
                    </span>
                  )}
                  <span>
                    {counted(shared, `sequence`)} of {core.closest_k} words in common, Jaccard {ratio(jaccard)}
                    {error > 0 && ` ± ${ratio(error)}`}
                    {core.closest_method === 'estimate' && ' (estimated)'}
                  </span>
                </div>
              </li>
            ))}
          </ul>
          <p>
            <a href="#/similarity">All documents beside each other</a>
          </p>
        </>
      )}
    </section>
  );
}

function citation(core: Core): string {
  return `“${core.corpus}”: ${counted(core.documents.id.length, 'document')}, ${counted(sum(core.documents.tokens), 'word')}, analysed with Leitwort, version ${core.version} (options and inputs: run.json).`;
}

function Method({ core }: { core: Core }) {
  return (
    <section aria-labelledby="method">
      <h2 id="method">How this was made, and how to cite it</h2>
      <p>
        Words are compared without regard to case and punctuation. A formulation is a phrase that recurs in several
        documents, with all its wordings; a passage is a longer stretch that two documents have in common, aligned word
        by word. The numbers here come from the tables beside this page, which also name the bytes of every place; only
        the shares of words that documents have in common are counted for the page.
      </p>
      {core.limits.length > 0 && (
        <>
          <h3>What this page leaves out</h3>
          <ul>
            {core.limits.map((limit) => (
              <li key={`${limit.kind} ${limit.k}`}>
                {limit.what}: {count(limit.shown)} of {count(limit.all)}
                {limit.file && (
                  <>
                    ; all are in <code>{limit.file}</code>
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <blockquote>{citation(core)}</blockquote>
      <CopyButton title="Copy the citation" text={() => citation(core)} />
      <details>
        <summary>Options and methods</summary>
        <ul>
          {core.methods.map((method) => (
            <li key={method}>{method}</li>
          ))}
        </ul>
        <dl class="settings">
          {core.settings.map(([name, value]) => (
            <Fragment key={name}>
              <dt>--{name}</dt>
              <dd>{value || '–'}</dd>
            </Fragment>
          ))}
        </dl>
      </details>
    </section>
  );
}
