/** Two stretches with what differs between them. */

import { Fragment, type ComponentChildren } from 'preact';
import type { PassageRow } from '../data/contract';
import type { DocumentText } from '../data/text';
import { count } from '../data/format';
import { wordsOf, type Step } from './diff';
import './differences.css';

/** The alignment of a passage; undefined where one of its texts is not in the page. */
export function stepsOf(row: PassageRow, textA: DocumentText, textB: DocumentText): Step[] | undefined {
  const steps: Step[] = [];
  let [a, b] = [row.a_begin, row.b_begin];
  for (let i = 0; i + 2 < row.runs.length; i += 3) {
    const [kind, bytesA, bytesB] = row.runs.slice(i, i + 3) as [number, number, number];
    const wordsA = textA.slice(a, a + bytesA);
    const wordsB = textB.slice(b, b + bytesB);
    if (wordsA === undefined || wordsB === undefined) return undefined;
    steps.push({ kind, a: wordsA, b: wordsB });
    a += bytesA;
    b += bytesB;
  }
  return steps;
}

/** The same seen from the other side. */
export function turned(steps: readonly Step[]): Step[] {
  return steps.map(({ kind, a, b }) => ({ kind: kind === 2 ? 3 : kind === 3 ? 2 : kind, a: b, b: a }));
}

/** Steps that stand beside each other. */
export interface AlignedRow {
  steps: Step[];
  /** Equal words far from any difference. */
  folded: number;
}

const context = 25; // words shown around a difference
const wordsOfARow = 40;

/** A long text with nothing different is folded, and rows are cut where both agree. */
export function alignedRows(steps: readonly Step[], language: string): AlignedRow[] {
  const rows: AlignedRow[] = [];
  let open: AlignedRow | undefined;
  let words = 0;
  const add = (step: Step, length: number) => {
    if (open === undefined || (words >= wordsOfARow && step.kind === 0)) {
      open = { steps: [], folded: 0 };
      rows.push(open);
      words = 0;
    }
    open.steps.push(step);
    words += length;
  };
  steps.forEach((step, i) => {
    const a = wordsOf(step.a, language);
    const b = wordsOf(step.b, language);
    const head = i === 0 ? 0 : context;
    const tail = i === steps.length - 1 ? 0 : context;
    if (step.kind !== 0 || a.length !== b.length || a.length < head + tail + context || steps.length === 1) {
      add(step, Math.max(a.length, b.length));
      return;
    }
    const part = (from: number, to: number): Step => ({
      kind: 0,
      a: a.slice(from, to).join(''),
      b: b.slice(from, to).join(''),
    });
    if (head > 0) add(part(0, head), head);
    rows.push({ steps: [part(head, a.length - tail)], folded: a.length - tail - head });
    open = undefined;
    if (tail > 0) add(part(a.length - tail, a.length), tail);
  });
  return rows;
}

/** Lines are set anew, so that both sides can be compared; blank lines stay. */
export function reflowed(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[ \t]*\n(?![ \t]*\n)/g, (line, at: number, all: string) => {
    return /\n[ \t]*$/.test(all.slice(0, at)) ? line : ' ';
  });
}

/** What screen readers say before words that are marked; it has its own direction and language. */
function Told({ words }: { words: string }) {
  return (
    <span class="told" dir="ltr" lang="en">
      {words}
    </span>
  );
}

const elements = ['', 'mark', 'del', 'ins'] as const;
const told = ['', '[different: ', '[only here: ', '[only here: '] as const;

/** One side of some steps. */
export function Words({ steps, side }: { steps: readonly Step[]; side: 'a' | 'b' }) {
  return (
    <>
      {steps.map((step, i) => {
        const words = reflowed(step[side]);
        const Element = elements[step.kind];
        if (words === '' || !Element) return words;
        // Spaces and line ends around the words are not what differs.
        const [, before = '', inner = '', after = ''] = /^(\s*)([^]*?)(\s*)$/.exec(words) ?? [];
        if (inner === '') return words;
        return (
          <Fragment key={i}>
            {before}
            <Element class="differs">
              <Told words={told[step.kind] ?? ''} />
              {inner}
              <Told words="]" />
            </Element>
            {after}
          </Fragment>
        );
      })}
    </>
  );
}

/** Later words, those that differ from the earlier ones marked, and where words were left out. */
export function Changed({ steps }: { steps: readonly Step[] }) {
  return (
    <>
      {steps.map((step, i) =>
        step.kind === 2 ? (
          <span key={i} class="left-out" title={`left out here: ${step.a.trim()}`}>
            <span aria-hidden="true">‸</span>
            <Told words="[left out here: " />
            <span class="told">{step.a.trim()}</span>
            <Told words="] " />
          </span>
        ) : (
          <Words key={i} steps={[step]} side="b" />
        ),
      )}
    </>
  );
}

export function Folded({ words, children }: { words: number; children: ComponentChildren }) {
  return (
    <details>
      <summary lang="en" dir="ltr">
        … {count(words)} equal words …
      </summary>
      {children}
    </details>
  );
}

export function DifferenceLegend({ sides = true }: { sides?: boolean }) {
  return (
    <p class="legend">
      <span>Words:</span> <mark class="differs">different</mark>
      {sides ? (
        <>
          <del class="differs">only on the left</del> <ins class="differs">only on the right</ins>
        </>
      ) : (
        <>
          <ins class="differs">only here</ins>
          <span>
            <span class="left-out">‸</span> some were left out
          </span>
        </>
      )}
    </p>
  );
}
