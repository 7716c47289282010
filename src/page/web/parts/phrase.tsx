/** Formulations and documents, named and linked. */

import { Fragment } from 'preact';
import type { Formulation } from '../data/contract';
import { dateOf, nameOf } from '../data/format';
import { address, type Choices } from '../data/route';
import { useStore } from './context';

/** `the {greatest|highest} value` with its slots marked; at most `most` alternatives of a slot. */
export function Slotted({ text, most = 6 }: { text: string; most?: number }) {
  const parts = text.split(/\{([^{}]*)\}/);
  return (
    <>
      {parts.map((part, i) => {
        if (i % 2 === 0) return part;
        const values = part.split('|');
        // Of many alternatives the program names the first and counts the others.
        const uncounted = Number(/^… ([\d,]+) more$/.exec(values.at(-1) ?? '')?.[1]?.replace(',', '') ?? 0);
        if (uncounted > 0) values.pop();
        const hidden = uncounted + Math.max(0, values.length - most);
        return (
          <span key={i} class="slot">
            {values.slice(0, most).map((value, j) => (
              <Fragment key={j}>
                {j > 0 && <span class="or"> | </span>}
                {value === '' ? <i>nothing</i> : value}
              </Fragment>
            ))}
            {hidden > 0 && <span class="or"> | {hidden} more</span>}
          </span>
        );
      })}
    </>
  );
}

/** The language of a row, for fonts and hyphens: that of its first document. */
export function useLanguageOf(row: Formulation): string | undefined {
  const { core } = useStore();
  const first = row.first.documents[0];
  return (first !== undefined && core.documents.language[first]) || undefined;
}

/** A row as it is named in lists: with its slots, unless they are many and wide. */
export function shownText(row: Formulation): string {
  const longest = 130;
  return row.slots !== '' && row.slots.length <= longest ? row.slots : row.text;
}

/** A row of `core.formulations` as a link to its card. */
export function FormulationLink({ row, most }: { row: number; most?: number }) {
  const { core } = useStore();
  const formulation = core.formulations[row];
  if (!formulation) return null;
  return (
    <a class="phrase" href={address(['formulation', row])} dir="auto" lang={useLanguageOf(formulation)}>
      <Slotted text={shownText(formulation)} {...(most === undefined ? {} : { most })} />
    </a>
  );
}

/** A document as a link to its text; `at`: a byte that is to be seen there. */
export function DocumentLink({ document, at, choices }: { document: number; at?: number; choices?: Choices }) {
  const { core } = useStore();
  return (
    <a href={address(['document', document], { at, ...choices })}>
      <bdi>{nameOf(core, document)}</bdi>
    </a>
  );
}

/** The same with its date and author. */
export function DocumentName({ document, at }: { document: number; at?: number }) {
  const { core } = useStore();
  const author = core.documents.author[document];
  return (
    <span class="document-name">
      <DocumentLink document={document} {...(at === undefined ? {} : { at })} />{' '}
      <span class="quiet">
        {dateOf(core, document)}
        {author && (
          <>
            , <bdi>{author}</bdi>
          </>
        )}
      </span>
    </span>
  );
}
