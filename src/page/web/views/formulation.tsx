/** The card of a formulation: what it says, who said it when, what changed in it, and every place of it. */

import { Fragment } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Attested, Core, Formulation } from '../data/contract';
import { count, counted, dateOf, limitOf, nameOf } from '../data/format';
import { address } from '../data/route';
import type { Place } from '../data/store';
import { Later, useLater, useStore } from '../parts/context';
import { CopyButton } from '../parts/copy';
import { Changes } from '../parts/formulation-change';
import { inOrder, listChoices, useFiltered } from '../parts/formulation-list';
import { WordingMatrix } from '../parts/formulation-matrix';
import { Occurrences } from '../parts/formulation-occurrences';
import { Rates } from '../parts/formulation-rates';
import { leftOut, placeFilter, readCard, type Card } from '../parts/formulation-uses';
import { Wordings } from '../parts/formulation-wordings';
import { shownText, Slotted, useLanguageOf } from '../parts/phrase';
import { Whose } from '../parts/whose';
import './formulation.css';

/** To what stands beside it in the table, as it was sorted and filtered, and back to the table. */
function Steps({ row, list }: { row: number; list: string }) {
  const { core } = useStore();
  const choices = useMemo(() => listChoices(new URLSearchParams(list)), [list]);
  const { list: left } = useFiltered(choices);
  const order = useMemo(() => inOrder(core, left, choices.sort), [left, choices.sort]);
  const at = order.indexOf(row);
  const previous = at > 0 ? order[at - 1] : undefined;
  const next = at >= 0 ? order[at + 1] : undefined;
  return (
    <nav class="steps card-steps" aria-label="Formulations">
      <a href={list ? `#/formulations?${list}` : '#/formulations'}>
        <span aria-hidden="true">← </span>
        {list ? 'Back to the table as it was' : 'All formulations'}
      </a>
      {at >= 0 && (
        <span class="quiet">
          {count(at + 1)} of {count(order.length)}
        </span>
      )}
      {previous !== undefined && (
        <a href={address(['formulation', previous], { list })} data-key="p" rel="prev">
          Previous
        </a>
      )}
      {next !== undefined && (
        <a href={address(['formulation', next], { list })} data-key="n" rel="next">
          Next
        </a>
      )}
    </nav>
  );
}

const kinds: Record<Formulation['kind'], string> = {
  phrase: '',
  name: 'It looks like a name: nearly all of its words are capitalised inside sentences.',
  passage:
    'It is a passage rather than a formulation: long, or repeated by one author only, or shared by versions of one text.',
  boilerplate: 'It looks like boilerplate: it stands where texts open, or in lines such as letterheads and navigation.',
};

/** `2 authors`; those who are not named are not counted, which is said where there are such. */
function authorsOf(row: Formulation, core: Core): string {
  return counted(row.authors, core.documents.author.includes('') ? 'named author' : 'author');
}

/** The documents that are first or last, each linked to its place. */
function AttestedIn({
  index,
  attested,
  place,
}: {
  index: number;
  attested: Attested;
  place: (document: number) => Place | undefined;
}) {
  const { core } = useStore();
  const most = 3;
  return (
    <>
      {attested.documents.slice(0, most).map((document, i) => (
        <Fragment key={document}>
          {i > 0 && '; '}
          <a href={address(['document', document], { at: place(document)?.begin, f: index })}>
            <bdi>{nameOf(core, document)}</bdi>
          </a>{' '}
          <span class="quiet">({dateOf(core, document)})</span> <Whose document={document} />
        </Fragment>
      ))}
      {attested.documents.length > most && ` and ${attested.documents.length - most} more of the same date`}
    </>
  );
}

/** In plain sentences: how much, by whom, when, and what became of it. `card`: when it has been read. */
function Summary({ index, row, card }: { index: number; row: Formulation; card: Card | undefined }) {
  const { core } = useStore();
  const life = row.became.filter(({ kind }) => kind !== 'changed'); // those are shown below
  const first = (document: number) => card?.places.find((place) => place.document === document);
  const last = (document: number) => card?.places.filter((place) => place.document === document).at(-1);
  const explanation = card?.detail.explanation.replace(/^watch-list line \d+: /, '');
  if (row.documents === 0) {
    return (
      <p>
        It stands in none of the documents. {explanation && <bdi>{explanation.replace(/^not found; n/, 'N')}.</bdi>}
      </p>
    );
  }
  const once = row.first.date === row.last.date;
  return (
    <div class="summary">
      <p class="extent">
        <strong>{counted(row.occurrences, 'place')}</strong> in <strong>{counted(row.documents, 'document')}</strong>
        {row.authors > 0 && (
          <>
            {' '}
            by <strong>{authorsOf(row, core)}</strong>
          </>
        )}
        {row.wordings > 1 && (
          <>
            , in <strong>{counted(row.wordings, 'wording')}</strong>
          </>
        )}
        .
      </p>
      <dl>
        <dt>{once ? 'When' : 'First'}</dt>
        <dd>
          {row.first.documents.length > 0 ? (
            <AttestedIn index={index} attested={row.first} place={first} />
          ) : (
            'none of its documents has a date'
          )}
        </dd>
        {!once && row.last.documents.length > 0 && (
          <>
            <dt>Last</dt>
            <dd>
              <AttestedIn index={index} attested={row.last} place={last} />
            </dd>
          </>
        )}
        {life.length > 0 && (
          <>
            <dt>What became of it</dt>
            <dd>{life.map(({ sentence }) => sentence).join(' ')}</dd>
          </>
        )}
        {kinds[row.kind] && (
          <>
            <dt>Kind</dt>
            <dd>{kinds[row.kind]}</dd>
          </>
        )}
        {explanation && (
          <>
            <dt>{index < core.watched ? 'Watch-list' : 'Why it is here'}</dt>
            <dd class="quiet">
              {index < core.watched ? `Line ${row.rank}: ` : `Rank ${row.rank}, score ${row.score}: `}
              <bdi>{explanation}</bdi>
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}

/** One line to be cited. */
function citation(card: Card): string {
  const { core, row, places } = card;
  const where = (attested: Attested, place: Place | undefined) => {
    const [document] = attested.documents;
    if (document === undefined) return attested.date;
    const ties = attested.documents.length;
    const bytes = place ? ` (bytes ${place.begin}–${place.end})` : '';
    const source = `${core.documents.id[document]}${bytes}`;
    return ties > 1
      ? `${attested.date} in ${counted(ties, 'document')}, among them ${source}`
      : `${dateOf(core, document)} in ${source}`;
  };
  // Where not all places are here, which of a document is its first or last is not known.
  const known = leftOut(card) > 0 ? [] : places;
  const inFirst = known.find(({ document }) => document === row.first.documents[0]);
  const inLast = known.filter(({ document }) => document === row.last.documents[0]).at(-1);
  const span = row.first.date ? `, first ${where(row.first, inFirst)}, last ${where(row.last, inLast)}` : '';
  const by = row.authors > 0 ? ` by ${authorsOf(row, card.core)}` : '';
  // Dozens of alternatives are no citation.
  const named = row.slots !== '' && row.slots.length < 120 ? row.slots : row.text;
  const wordings = row.wordings > 1 ? `${counted(row.wordings, 'wording')}, ` : '';
  return (
    `“${named}”: ${wordings}${counted(row.occurrences, 'place')} in ${counted(row.documents, 'document')}${by}${span}. ` +
    `Corpus “${core.corpus}” (${counted(core.documents.id.length, 'document')}), Leitwort ${core.version}.`
  );
}

function Sections({ card, query }: { card: Card; query: URLSearchParams }) {
  const filter = placeFilter(query, card);
  if (card.places.length === 0) return null;
  return (
    <>
      {leftOut(card) > 0 && (
        <p class="quiet">
          {count(card.places.length)} of {counted(card.row.occurrences, 'place')} are on this page; all are in{' '}
          {limitOf(card.core, 'places')?.file || 'occurrences.csv'}.
        </p>
      )}
      <Changes card={card} all={query.has('changes')} />
      <WordingMatrix card={card} query={query} filter={filter} />
      <Rates card={card} query={query} />
      <Wordings card={card} query={query} filter={filter} />
      <Occurrences card={card} query={query} filter={filter} />
      <section aria-labelledby="cite">
        <h2 id="cite">Cite it</h2>
        <p class="citation text" dir="auto">
          {citation(card)}
        </p>
        <div class="steps">
          <CopyButton title="Copy this citation" text={() => citation(card)} />
        </div>
      </section>
    </>
  );
}

function Found({ index, row, query }: { index: number; row: Formulation; query: URLSearchParams }) {
  const store = useStore();
  const state = useLater(() => readCard(store, index, row), [index]);
  return (
    <div class="formulation-card">
      <Steps row={index} list={query.get('list') ?? ''} />
      <h1 tabIndex={-1} class="phrase" dir="auto" lang={useLanguageOf(row)}>
        <Slotted text={shownText(row)} most={4} />
      </h1>
      <Summary index={index} row={row} card={state.value} />
      <Later state={state}>{(card) => <Sections card={card} query={query} />}</Later>
    </div>
  );
}

export function FormulationCard({ row, query }: { row: number; query: URLSearchParams }) {
  const { core } = useStore();
  const formulation = core.formulations[row];
  if (!formulation) {
    return (
      <>
        <h1 tabIndex={-1}>No such formulation</h1>
        <p>
          This page has {counted(core.formulations.length, 'formulation')}, and the address names none of them.{' '}
          <a href="#/formulations">All formulations</a>
        </p>
      </>
    );
  }
  return <Found index={row} row={formulation} query={query} />;
}
