/** The words of a place, its slots marked. */

import { Fragment } from 'preact';
import type { Place } from '../data/store';
import { partsOf } from './formulation-text';
import type { Card } from './formulation-uses';

/** What fills a slot, in words. */
export function SlotValue({ value }: { value: string }) {
  return value === '' ? <i>nothing</i> : <bdi class="wording">{value}</bdi>;
}

/** `greatest | last`: alternatives that tie. */
export function SlotValues({ values }: { values: readonly string[] }) {
  return (
    <>
      {values.map((value, i) => (
        <Fragment key={value}>
          {i > 0 && <span class="quiet"> | </span>}
          <SlotValue value={value} />
        </Fragment>
      ))}
    </>
  );
}

/** A place as printed. `marked`: the slot that the eye shall fall on; the others are marked lightly. */
export function Words({
  card,
  place,
  surface,
  marked,
}: {
  card: Card;
  place: Place;
  surface: string;
  marked?: number | undefined;
}) {
  const parts = partsOf(surface, card.template, card.detail.wordings[place.wording]?.values ?? []);
  return (
    <>
      {parts.map(({ text, slot }, i) => {
        if (slot === undefined) return text;
        if (slot !== marked)
          return (
            text && (
              <span key={i} class="filled">
                {text}
              </span>
            )
          );
        return (
          <mark key={i} class={text === '' ? 'changed gap' : 'changed'}>
            {text || <span class="told">(nothing here)</span>}
          </mark>
        );
      })}
    </>
  );
}
