/** Differences of two texts word by word, for display where the program did not align them. */

/** As in the block `passages`: 0 equal, 1 in each other's place, 2 only in a, 3 only in b. */
export interface Step {
  kind: number;
  a: string;
  b: string;
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (!segmenter) {
    try {
      segmenter = new Intl.Segmenter(language, { granularity: 'word' });
    } catch {
      segmenter = new Intl.Segmenter('en', { granularity: 'word' }); // declared, but no tag of a language
    }
    segmenters.set(language, segmenter);
  }
  return segmenter;
}

/** Words, each with what stands between it and the next. `language`: "" where it is not known. */
export function wordsOf(text: string, language: string): string[] {
  const words: string[] = [];
  let open = false; // whether a word has begun
  for (const { segment, isWordLike } of segmenterOf(language || 'en').segment(text)) {
    if (words.length === 0 || (isWordLike && open)) words.push(segment);
    else words[words.length - 1] += segment;
    open ||= isWordLike === true;
  }
  return words;
}

const bare = (word: string) => word.toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, '') || word.trim();

/** More take too long, and help nobody: a row of the trace is kept for each. */
const mostDifferences = 400;

/** Whether the way to diagonal k with d differences comes from the diagonal above. `at`: of k = 0. */
function comesDown(reach: Int32Array, at: number, k: number, d: number): boolean {
  return k === -d || (k !== d && reach[at + k - 1]! < reach[at + k + 1]!);
}

/** Shortest way from a to b (Myers); undefined where they differ too much. Pairs of equal words. */
function equalPairs(a: readonly string[], b: readonly string[]): [number, number][] | undefined {
  const most = Math.min(mostDifferences, a.length + b.length);
  const at = most + 1;
  const reach = new Int32Array(2 * most + 3); // by diagonal: how far in a
  const trace: Int32Array[] = []; // diagonals −d − 1 to d + 1 before each step
  for (let d = 0; d <= most; ++d) {
    trace.push(reach.slice(at - d - 1, at + d + 2));
    for (let k = -d; k <= d; k += 2) {
      let x = comesDown(reach, at, k, d) ? reach[at + k + 1]! : reach[at + k - 1]! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) ++x;
      reach[at + k] = x;
      if (x >= a.length && x - k >= b.length) return walkedBack(trace, a.length, b.length);
    }
  }
  return undefined;
}

function walkedBack(trace: readonly Int32Array[], x: number, y: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let d = trace.length - 1; d >= 0; --d) {
    const reach = trace[d]!;
    const at = d + 1;
    const k = x - y;
    const from = comesDown(reach, at, k, d) ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : reach[at + from]!;
    const fromY = d === 0 ? 0 : fromX - from;
    while (x > fromX && y > fromY) pairs.push([--x, --y]);
    x = fromX;
    y = fromY;
  }
  return pairs.reverse();
}

/** Undefined where they differ too much to be compared. */
export function difference(textA: string, textB: string, language: string): Step[] | undefined {
  const [a, b] = [wordsOf(textA, language), wordsOf(textB, language)];
  const pairs = equalPairs(a.map(bare), b.map(bare));
  if (!pairs) return undefined;
  const steps: Step[] = [];
  const push = (kind: number, wordsA: string[], wordsB: string[]) => {
    const last = steps.at(-1);
    if (last?.kind === kind) {
      last.a += wordsA.join('');
      last.b += wordsB.join('');
    } else steps.push({ kind, a: wordsA.join(''), b: wordsB.join('') });
  };
  const between = (x0: number, x1: number, y0: number, y1: number) => {
    const [left, right] = [a.slice(x0, x1), b.slice(y0, y1)];
    if (left.length > 0 && right.length > 0) push(1, left, right);
    else if (left.length > 0) push(2, left, []);
    else if (right.length > 0) push(3, [], right);
  };
  let [x, y] = [0, 0];
  for (const [i, j] of pairs) {
    between(x, i, y, j);
    push(0, [a[i]!], [b[j]!]);
    [x, y] = [i + 1, j + 1];
  }
  between(x, a.length, y, b.length);
  return steps;
}
