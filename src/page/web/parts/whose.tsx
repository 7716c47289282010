/** What tells documents of one title apart. */

import { Fragment } from 'preact';
import type { Core } from '../data/contract';
import { nameOf } from '../data/format';
import { useStore } from './context';

const repeated = new WeakMap<Core, Set<string>>();

/** Whether another document has the same title. */
export function isTitleRepeated(core: Core, document: number): boolean {
  let titles = repeated.get(core);
  if (!titles) {
    titles = new Set();
    const seen = new Set<string>();
    for (const title of core.documents.title) (seen.has(title) ? titles : seen).add(title);
    repeated.set(core, titles);
  }
  const title = core.documents.title[document] ?? '';
  return title !== '' && titles.has(title);
}

/** Title, and the id where another document has that title. */
export function fullName(core: Core, document: number): string {
  const name = nameOf(core, document);
  return isTitleRepeated(core, document) ? `${name} [${core.documents.id[document]}]` : name;
}

/** Author, and the id where another document has the same title. */
export function Whose({ document }: { document: number }) {
  const { core } = useStore();
  const parts = [core.documents.author[document], isTitleRepeated(core, document) ? core.documents.id[document] : ''];
  const known = parts.filter((part) => part);
  if (known.length === 0) return null;
  return (
    <span class="whose small quiet">
      {known.map((part, i) => (
        <Fragment key={i}>
          {i > 0 && ', '}
          <bdi>{part}</bdi>
        </Fragment>
      ))}
    </span>
  );
}
