/** A reused passage: its two stretches word by word, and all versions of it in order of time. */

import { useEffect, useState } from 'preact/hooks';
import type { PassageCluster, PassageRow, PassagesBlock } from '../data/contract';
import { count, counted, dateOf, percent } from '../data/format';
import { address } from '../data/route';
import type { DocumentText } from '../data/text';
import { Later, useLater, useStore } from '../parts/context';
import { difference, type Step } from '../parts/diff';
import { alignedRows, Changed, DifferenceLegend, Folded, reflowed, stepsOf, turned, Words } from '../parts/differences';
import { sideA, sideB, type Side } from '../parts/elsewhere';
import { DocumentLink, DocumentName } from '../parts/phrase';
import { Whose } from '../parts/whose';
import './passage.css';

export function PassageView({ passage }: { passage: number; query: URLSearchParams }) {
  const store = useStore();
  const state = useLater(() => store.passages(), [store]);
  return (
    <Later state={state}>
      {(block) => {
        const row = block.rows[passage];
        return row ? (
          <Passage index={passage} row={row} block={block} />
        ) : (
          <>
            <h1 tabIndex={-1}>No such passage</h1>
            <p>
              This page holds {counted(block.rows.length, 'passage')}. <a href="#/passages">All passages</a>
            </p>
          </>
        );
      }}
    </Later>
  );
}

const labels = {
  '': '',
  'near-duplicate': 'Near-duplicate: both documents are nearly whole in what they share.',
  'same-series': 'Both documents are of the same series.',
  formula: 'A formula: these two stand for all of its places, which are the versions below.',
};

function Passage({ index, row, block }: { index: number; row: PassageRow; block: PassagesBlock }) {
  const { core } = useStore();
  const cluster = block.clusters[row.cluster];
  return (
    <>
      <h1 tabIndex={-1}>
        Passage {count(row.number)}{' '}
        <span class="quiet number-of">of {count(core.passages.written)}, as numbered in passages.csv</span>
      </h1>
      <nav class="steps step-links" aria-label="Passages">
        {index > 0 && (
          <a href={address(['passage', index - 1])} data-key="p" rel="prev">
            ← Previous passage
          </a>
        )}
        {index + 1 < block.rows.length && (
          <a href={address(['passage', index + 1])} data-key="n" rel="next">
            Next passage →
          </a>
        )}
        {row.a !== row.b && <a href={address(['pair', row.a, row.b], { passage: index })}>Both texts side by side</a>}
        <a href="#/passages">All passages</a>
      </nav>
      <p>
        {counted(row.tokens_a, 'word')} on the left and {count(row.tokens_b)} on the right; {count(row.matched)} match,
        which makes them <strong>{percent(row.similarity)} alike</strong>.{' '}
        <span class="quiet">
          Score {row.score.toFixed(1)}: in bits, how surprising it is that both have these words so close to each other.
        </span>{' '}
        {labels[row.label]}
      </p>
      <TwoStretches row={row} />
      {cluster && <Versions cluster={cluster} rows={block.rows} />}
    </>
  );
}

function useText(document: number) {
  const store = useStore();
  return useLater(() => store.text(document), [document]);
}

function TwoStretches({ row }: { row: PassageRow }) {
  const store = useStore();
  const { core } = store;
  const state = useLater(() => Promise.all([store.text(row.a), store.text(row.b)]), [row]);
  const [a, b] = [sideA(row), sideB(row)];
  return (
    <Later state={state}>
      {([textA, textB]) => {
        const steps = stepsOf(row, textA, textB);
        const rows = steps ? alignedRows(steps, core.documents.language[row.a] ?? '') : [];
        const language = (side: Side) => core.documents.language[side.document] || undefined;
        return (
          <>
            <DifferenceLegend />
            <table class="stretches">
              <caption class="told">The two stretches word by word</caption>
              <thead>
                <tr>
                  <StretchHead side={a} />
                  <StretchHead side={b} />
                </tr>
              </thead>
              <tbody>
                {rows.map((part, i) => (
                  <tr key={i}>
                    {(['a', 'b'] as const).map((side) => (
                      <td
                        key={side}
                        class="text"
                        dir="auto"
                        lang={language(side === 'a' ? a : b)}
                        data-side={dateOf(core, side === 'a' ? row.a : row.b)}
                      >
                        {part.folded > 0 ? (
                          <Folded words={part.folded}>
                            <Words steps={part.steps} side={side} />
                          </Folded>
                        ) : (
                          <Words steps={part.steps} side={side} />
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
                {!steps && (
                  <tr>
                    {[
                      { side: a, text: textA },
                      { side: b, text: textB },
                    ].map(({ side, text }) => (
                      <td key={`${side.document} ${side.begin}`} class="text" dir="auto" lang={language(side)}>
                        {reflowed(text.slice(side.begin, side.end) ?? '') || <NotHere />}
                      </td>
                    ))}
                  </tr>
                )}
              </tbody>
            </table>
          </>
        );
      }}
    </Later>
  );
}

function NotHere() {
  return <span class="quiet">The text of this stretch is not in this page.</span>;
}

function StretchHead({ side }: { side: Side }) {
  return (
    <th scope="col">
      <DocumentName document={side.document} at={side.begin} />
      <br />
      <span class="small quiet">
        {counted(side.tokens, 'word')}, bytes {count(side.begin)}–{count(side.end)}
      </span>
    </th>
  );
}

type Version = PassageCluster['versions'][number];

const orders: Record<Version['order'], string> = {
  earliest: 'earliest',
  tie: 'ties for the earliest',
  later: '',
  unknown: 'order not known',
};

const step = 20;

function Versions({ cluster, rows }: { cluster: PassageCluster; rows: readonly PassageRow[] }) {
  const [most, show] = useState(step);
  const { versions } = cluster;
  const first = versions[0];
  if (!first) return null;
  const documents = new Set(versions.map(({ document }) => document)).size;
  const ties = versions.filter(({ order }) => order === 'tie').length;
  return (
    <section class="versions">
      <h2>
        {counted(versions.length, 'version')} in {counted(documents, 'document')}
      </h2>
      <p class="quiet small">
        By date. Earliest is meant of the documents at hand, not of where a passage comes from.
        {ties > 0 && ' The dates do not say which of those that tie came first.'} What differs from the version that is
        listed first is marked.
      </p>
      <DifferenceLegend sides={false} />
      <ol>
        {versions.slice(0, most).map((version, i) => (
          <li key={i} class={version.order}>
            <VersionOf version={version} first={first} rows={rows} isFirst={i === 0} />
          </li>
        ))}
      </ol>
      {versions.length > most && (
        <p>
          <button type="button" onClick={() => show(most + step)}>
            Show more
          </button>{' '}
          <span class="quiet">
            the first {count(most)} of {count(versions.length)}
          </span>
        </p>
      )}
    </section>
  );
}

function sameStretch(version: Version, side: Side): boolean {
  return version.document === side.document && version.begin === side.begin && version.end === side.end;
}

/** As the program aligned them, or else as compared here. */
function compared(
  first: Version,
  version: Version,
  rows: readonly PassageRow[],
  textFirst: DocumentText,
  text: DocumentText,
  language: string,
): Step[] | undefined {
  for (const row of rows) {
    const [a, b] = [sideA(row), sideB(row)];
    if (sameStretch(first, a) && sameStretch(version, b)) return stepsOf(row, textFirst, text);
    if (sameStretch(first, b) && sameStretch(version, a)) {
      const steps = stepsOf(row, text, textFirst);
      return steps && turned(steps);
    }
  }
  const before = textFirst.slice(first.begin, first.end);
  const now = text.slice(version.begin, version.end);
  return before === undefined || now === undefined ? undefined : difference(before, now, language);
}

interface VersionProps {
  version: Version;
  first: Version;
  rows: readonly PassageRow[];
  isFirst: boolean;
}

function VersionOf({ version, first, rows, isFirst }: VersionProps) {
  const { core } = useStore();
  const text = useText(version.document);
  const textFirst = useText(first.document);
  const language = core.documents.language[version.document] ?? '';
  const [state, set] = useState<{ steps: Step[] | undefined }>();
  // One after another behind what is drawn: each version has a turn of its own.
  useEffect(() => {
    const [before, now] = [textFirst.value, text.value];
    set(undefined);
    if (isFirst || !before || !now) return;
    const later = setTimeout(() => set({ steps: compared(first, version, rows, before, now, language) }));
    return () => clearTimeout(later);
  }, [version, first, rows, text.value, textFirst.value]);
  const steps = state?.steps;
  const words = text.value?.slice(version.begin, version.end);
  const order = orders[version.order];
  return (
    <>
      <p>
        <span class="version-date">{dateOf(core, version.document)}</span>{' '}
        <DocumentLink document={version.document} at={version.begin} /> <Whose document={version.document} />
        {order && <span class="order">{order}</span>}
      </p>
      {text.value === undefined ? (
        <p class="quiet">{text.trouble ?? 'Reading…'}</p>
      ) : words === undefined ? (
        <p>
          <NotHere />
        </p>
      ) : (
        <blockquote class="text" dir="auto" lang={core.documents.language[version.document] || undefined}>
          {steps ? <Changed steps={steps} /> : reflowed(words)}
        </blockquote>
      )}
      {!isFirst && words !== undefined && state && !steps && (
        <p class="small quiet">It is not compared: it differs too much, or the first version is not in this page.</p>
      )}
    </>
  );
}
