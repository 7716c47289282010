/** What changed: each word that took the place of another, in a sentence from before and one from after. */

import type { HandOver } from '../data/contract';
import { byTime, count, counted, dateOf, isTold } from '../data/format';
import { address, choose } from '../data/route';
import type { Place } from '../data/store';
import { Later, useLater, useStore } from './context';
import { sentenceAround } from './formulation-text';
import { changesOf, isHere, ofThisPage, periodOf, valueOf, type Card } from './formulation-uses';
import { SlotValues, Words } from './formulation-words';
import { DocumentName } from './phrase';

/** A place in its sentence, with where it is from. */
export function Quotation({ card, place, marked }: { card: Card; place: Place; marked?: number }) {
  const store = useStore();
  const state = useLater(
    async () => ({ found: sentenceAround(await store.text(place.document), place.begin, place.end) }),
    [place],
  );
  const { core } = card;
  const lang = core.documents.language[place.document] || undefined;
  const to = address(['document', place.document], { at: place.begin, f: card.index });
  return (
    <Later state={state}>
      {({ found }) => (
        <figure class="quotation">
          <blockquote class="text" dir="auto" lang={lang}>
            {found ? (
              <>
                {found.left}
                <span class="place">
                  <Words card={card} place={place} surface={found.surface} marked={marked} />
                </span>
                {found.right}
              </>
            ) : (
              <>
                <span class="place">{card.detail.wordings[place.wording]?.text}</span>
                <small class="quiet"> (the text around it is not in this page; see occurrences.csv)</small>
              </>
            )}
          </blockquote>
          <figcaption>
            <DocumentName document={place.document} at={place.begin} />{' '}
            <a class="there" href={to}>
              Read it there<span class="told"> in {core.documents.id[place.document]}</span>
            </a>
          </figcaption>
        </figure>
      )}
    </Later>
  );
}

/** `5 places, 2013–2020`, as a choice of these places. */
function Extent({ card, slot, values }: { card: Card; slot: number; values: readonly string[] }) {
  return (
    <ul class="extent">
      {values.map((value) => {
        const places = card.places.filter((place) => valueOf(card, place.wording, slot) === value);
        const dated = places.filter((place) => card.core.documents.date[place.document]);
        const [first, last] = [dated[0], dated.at(-1)];
        return (
          <li key={value}>
            <SlotValues values={[value]} />:{' '}
            <button
              type="button"
              class="plain"
              onClick={() => {
                choose({ value: `${slot + 1}:${value}`, wording: undefined, period: undefined });
                showOccurrences();
              }}
            >
              {counted(places.length, 'place')}
              {ofThisPage(card)}
            </button>
            {first && last && (
              <span class="quiet">
                {' '}
                {first.document === last.document
                  ? dateOf(card.core, first.document)
                  : `${dateOf(card.core, first.document)} to ${dateOf(card.core, last.document)}`}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Takes the reader to the occurrences, which a choice has just changed. */
export function showOccurrences(): void {
  const heading = document.getElementById('occurrences');
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

function Change({ card, change }: { card: Card; change: HandOver }) {
  const { slot, period, from, to } = change;
  const { names } = card.core.periods;
  const has = (place: Place, values: string[]) => values.includes(valueOf(card, place.wording, slot) ?? '\0');
  const earlier = card.places.filter(
    (place) => periodOf(card, place) >= 0 && periodOf(card, place) < period && has(place, from),
  );
  const last = earlier.at(-1);
  const lastOnes = last ? earlier.filter((place) => periodOf(card, place) === periodOf(card, last)) : [];
  const firstOnes = card.places.filter((place) => periodOf(card, place) === period && has(place, to));
  // Of a large corpus not every text is here; a sentence of the same period that is here says more.
  const here = (place: Place) => isHere(card.stretches, place);
  const before = lastOnes.filter(here).at(-1) ?? last;
  const after = firstOnes.find(here) ?? firstOnes[0];
  return (
    <section class="hand-over">
      <h3>
        <SlotValues values={from} /> → <SlotValues values={to} />, {names[period]}
        {isTold(change) && !change.clear && <small class="quiet"> on few places, which may be chance</small>}
      </h3>
      <div class="before-after">
        <div class="side">
          <p class="when">Before: {before ? dateOf(card.core, before.document) : 'no dated place'}</p>
          {before && <Quotation card={card} place={before} marked={slot} />}
          <Extent card={card} slot={slot} values={from} />
        </div>
        <div class="side">
          <p class="when">After: {after ? dateOf(card.core, after.document) : names[period]}</p>
          {after && <Quotation card={card} place={after} marked={slot} />}
          <Extent card={card} slot={slot} values={to} />
        </div>
      </div>
    </section>
  );
}

const slight = 'only small words, forms of one word, ties, and what did not last';

export function Changes({ card, all }: { card: Card; all: boolean }) {
  const { told, small } = changesOf(card);
  const shownAtFirst = card.core.changes_at_first;
  const changes = [...[...told].sort(byTime), ...small];
  if (changes.length === 0) return null;
  const shown = all ? changes : told.slice(0, shownAtFirst).sort(byTime);
  const { length } = card.core.periods;
  const more = changes.length - Math.min(told.length, shownAtFirst);
  return (
    <section aria-labelledby="changed">
      <h2 id="changed">What changed</h2>
      <p class="quiet">
        {told.length > 0
          ? `${told.length === 1 ? 'Once' : told.length === 2 ? 'Twice' : `${count(told.length)} times`} another word took the lead in its place${!all && told.length > shownAtFirst ? `; here are the ${shownAtFirst} clearest` : ''}. First a sentence from the last ${length} of the old word, then one from the ${length} of the new one.`
          : `No word of weight took the place of another: ${slight}.`}
      </p>
      {shown.map((change) => (
        <Change key={`${change.slot} ${change.period}`} card={card} change={change} />
      ))}
      {more > 0 && (
        <p>
          <button type="button" aria-expanded={all} onClick={() => choose({ changes: !all })}>
            {all
              ? 'Fewer changes'
              : told.length > shownAtFirst
                ? `${counted(more, 'more change')}${small.length > 0 ? `, ${count(small.length)} of them ${slight}` : ''}`
                : `${counted(more, told.length > 0 ? 'more change' : 'change')}: ${slight}`}
          </button>
        </p>
      )}
    </section>
  );
}
