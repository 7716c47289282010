/** The page's own modules, without a browser: what they promise, and slow twins of what is fast. */

import './without-browser';
import { expect, test } from '@playwright/test';
import { rowsOf } from './csv';
import type { SimilarityTable } from './page/data/contract';
import { csv } from './page/data/csv';
import { counted, percent, ratio } from './page/data/format';
import { address, parse, type Choices } from './page/data/route';
import { decodePlaces } from './page/data/store';
import { DocumentText, lastNotAbove } from './page/data/text';
import { difference, wordsOf } from './page/parts/diff';
import { mostLike } from './page/parts/likeness';
import { closestFirst, pairsOf } from './page/parts/pairs';
import { segmentAt, segmentsOf, type Mark } from './page/parts/segments';

/** The same numbers in every run. */
function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const encoder = new TextEncoder();
const bytes = (text: string) => encoder.encode(text).length;
const whole = (text: string) => {
  const all = encoder.encode(text);
  return new DocumentText([{ begin: 0, end: all.length, bytes: all }], all.length);
};
/** For loops: a step of Playwright takes too long for them. */
function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
const characters = (text: string) => [...text.replaceAll('…', '')].length;

test.describe('texts', () => {
  const text = 'Le café 湖泊 and the 🚀 of peace';

  test('a slice is that of the characters, whatever bytes they take', () => {
    const document = whole(text);
    for (const word of ['café', '湖泊', '湖', '🚀', 'peace', text]) {
      const begin = bytes(text.slice(0, text.indexOf(word)));
      expect(document.slice(begin, begin + bytes(word))).toBe(word);
    }
    expect(document.slice(3, 3)).toBe('');
  });

  test('what stands before and after a byte is whole characters, joined without a gap', () => {
    const document = whole(text);
    let at = 0;
    for (const character of text) {
      for (let most = 1; most < 40; ++most) {
        const [before, after] = [document.before(at, most), document.after(at, most)];
        const what = `${most} characters at byte ${at}: “${before}” and “${after}”`;
        check(!(before + after).includes('\ufffd'), what);
        check(characters(before) <= most && characters(after) <= most, what);
        const read = new TextDecoder().decode(encoder.encode(text).subarray(0, at));
        check(read.endsWith(before.replace(/^…/, '')), what);
        check(text.slice(read.length).startsWith(after.replace(/…$/, '')), what);
        // An ellipsis tells that there is more, and nothing else does.
        check(before.startsWith('…') === characters(before) < characters(read), what);
        check(after.endsWith('…') === characters(after) < characters(text.slice(read.length)), what);
      }
      at += bytes(character);
    }
  });

  test('the sides begin and end with whole words where there are spaces', () => {
    const words = 'one two three four five six seven eight nine ten eleven twelve';
    const document = whole(words);
    for (let most = 12; most < 40; ++most) {
      for (const word of document.before(words.length, most).replace(/^…/, '').trim().split(/\s+/)) {
        expect(words.split(' ')).toContain(word);
      }
      for (const word of document.after(0, most).replace(/…$/, '').trim().split(/\s+/)) {
        expect(words.split(' ')).toContain(word);
      }
    }
    const without = '湖'.repeat(50);
    expect(characters(whole(without).before(bytes(without), 10))).toBe(10);
    expect(characters(whole(without).after(0, 10))).toBe(10);
  });

  test('what is not UTF-8 is drawn as a replacement, and loses nothing around it', () => {
    const bad = new Uint8Array([0x61, 0x20, 0xff, 0x20, 0xe6, 0xb9, 0x20, 0x62]); // a, no byte of UTF-8, half of 湖, b
    const document = new DocumentText([{ begin: 0, end: bad.length, bytes: bad }], bad.length);
    expect(document.slice(0, 8)).toBe('a \ufffd \ufffd b');
    expect(document.slice(7, 8)).toBe('b');
    expect(document.before(8, 20)).toBe('a \ufffd \ufffd b');
    expect(document.after(0, 20)).toBe('a \ufffd \ufffd b');
    const lost = new Uint8Array(100).fill(0x80); // nothing but bytes that continue
    const endless = new DocumentText([{ begin: 0, end: 100, bytes: lost }], 100);
    expect(characters(endless.before(50, 5))).toBeLessThanOrEqual(5);
    expect(characters(endless.after(50, 5))).toBeLessThanOrEqual(5);
  });

  test('a text held in parts knows what it has, and gives no more', () => {
    const all = encoder.encode('0123456789abcdefghij');
    const part = (begin: number, end: number) => ({ begin, end, bytes: all.subarray(begin, end) });
    const document = new DocumentText([part(2, 6), part(10, 15)], 20);
    expect(document.complete).toBe(false);
    for (let begin = 0; begin <= 20; ++begin) {
      for (let end = begin + 1; end <= 20; ++end) {
        const here = (begin >= 2 && end <= 6) || (begin >= 10 && end <= 15);
        check(document.has(begin, end) === here, `${begin} ${end}`);
        const expected = here ? '0123456789abcdefghij'.slice(begin, end) : undefined;
        check(document.slice(begin, end) === expected, `${begin} ${end}`);
      }
    }
    expect(document.before(6, 10)).toBe('…2345');
    expect(document.after(2, 10)).toBe('2345…');
    expect(document.before(8, 10)).toBe('');
    expect(document.after(8, 10)).toBe('');
    expect(document.after(12, 10)).toBe('cde…');
    expect(new DocumentText([part(0, 20)], 20).complete).toBe(true);
    expect(new DocumentText([part(0, 19)], 20).complete).toBe(false);
    expect(new DocumentText([], 0).complete).toBe(true);
    expect(new DocumentText([], 0).after(0, 5)).toBe('');
  });
});

test('places are read from their differences, overlapping ones too', () => {
  const flat = [0, 5, 10, 1, 0, 3, 4, 0, 0, -1, 6, 2, 2, 7, 1, 0, 0, 0, 1, 3];
  expect(decodePlaces(flat, 9)).toEqual([
    { row: 9, document: 0, begin: 5, end: 15, wording: 1 },
    { row: 9, document: 0, begin: 18, end: 22, wording: 0 },
    { row: 9, document: 0, begin: 21, end: 27, wording: 2 },
    { row: 9, document: 2, begin: 7, end: 8, wording: 0 },
    { row: 9, document: 2, begin: 8, end: 9, wording: 3 },
  ]);
  expect(decodePlaces([], 0)).toEqual([]);
});

test('tables are quoted so that what was written is read', () => {
  const values = ['plain', '', 'a,b', '"', '""', 'two\nlines', 'two\r\nlines', ' spaces ', '=1+1', '湖', '1,"2",\r3'];
  const written = csv(['a', 'b,c', 'd"'], values.map((value, i) => [value, values.at(-1 - i), i]));
  expect(written.startsWith('a,"b,c","d"""\r\n')).toBe(true);
  expect(rowsOf(written)).toEqual(values.map((v, i) => ({ a: v, 'b,c': values.at(-1 - i), 'd"': String(i) })));
  expect(csv(['x', 'y', 'z'], [[null, undefined, 0]])).toBe('x,y,z\r\n,,0\r\n');
});

test('an address leads back to what it was made from', () => {
  const cases: [(string | number)[], Choices][] = [
    [[], {}],
    [['formulations'], { q: 'peace & war = 100% #1?', sort: '-first', watched: true }],
    [['formulation', 12], { period: '2017', wording: 0 }],
    [['a/b', 'c?d', 'é湖🚀', '100%'], { 'k&': '湖+ +' }],
  ];
  for (const [path, choices] of cases) {
    const read = parse(address(path, choices));
    expect(read.path).toEqual(path.map(String));
    const expected = Object.entries(choices).map(([name, value]) => [name, value === true ? '1' : String(value)]);
    expect([...read.query]).toEqual(expected);
  }
  expect(address(['time'], { a: '', b: undefined, c: false })).toBe('#/time');
  for (const empty of ['', '#', '#/', '/']) expect(parse(empty).path).toEqual([]);
  expect(parse('#/document/%E0%A4%A').path).toEqual(['document', '%E0%A4%A']); // typed by hand
});

test.describe('numbers for people', () => {
  test('percentages never claim all or nothing of what is neither', () => {
    expect(percent(0)).toBe('0%');
    expect(percent(1)).toBe('100%');
    expect(percent(0.173)).toBe('17%');
    expect(percent(0.5)).toBe('50%');
    expect(percent(null)).toBe('–');
    expect(percent(NaN)).toBe('–');
    for (let i = 1; i < 10_000; ++i) {
      const text = percent(i / 10_000);
      check(/^[<>]?\d+(\.\d+)?%$/.test(text) && text !== '0%' && text !== '100%', `${i / 10_000}: ${text}`);
    }
    expect(percent(0.9953)).toBe('>99%');
    expect(percent(0.0042)).toBe('0.4%');
  });

  test('ratios have three digits that count', () => {
    expect(ratio(0)).toBe('0');
    expect(ratio(null)).toBe('–');
    expect(ratio(NaN)).toBe('–');
    expect(ratio(0.04051)).toBe('0.0405');
    expect(ratio(0.5)).toBe('0.5');
    expect(Number(ratio(1))).toBe(1);
    for (let i = 1; i < 1000; ++i) {
      const value = i / 1009;
      check(Math.abs(Number(ratio(value)) - value) <= 0.005 * value, `${value}: ${ratio(value)}`);
    }
  });

  test('one is singular, nothing and many are plural, thousands are grouped', () => {
    expect(counted(1, 'document')).toBe('1 document');
    expect(counted(0, 'document')).toBe('0 documents');
    expect(counted(1204, 'document')).toBe('1,204 documents');
    expect(counted(2, 'series', 'series')).toBe('2 series');
  });
});

test.describe('differences of texts', () => {
  /** The most words that both have in one order. */
  function longest(a: readonly string[], b: readonly string[]): number {
    let above = new Array<number>(b.length + 1).fill(0);
    for (const word of a) {
      const row = [0];
      b.forEach((other, j) => row.push(word === other ? above[j]! + 1 : Math.max(above[j + 1]!, row[j]!)));
      above = row;
    }
    return above[b.length]!;
  }

  test('they hold both texts, and as many equal words as there can be', () => {
    const next = random(7);
    for (let round = 0; round < 300; ++round) {
      const words = 1 + next(6);
      const make = () => Array.from({ length: next(40) }, () => `w${next(words)}`);
      const [a, b] = [make(), make()];
      const steps = difference(a.join(' '), b.join(' '));
      if (steps === undefined) throw new Error('too different, at 40 words');
      const what = `${a.join(' ')} | ${b.join(' ')}: ${JSON.stringify(steps)}`;
      check(steps.map((step) => step.a).join('') === a.join(' '), what);
      check(steps.map((step) => step.b).join('') === b.join(' '), what);
      let equal = 0;
      for (const { kind, a: left, b: right } of steps) {
        check((left === '') === (kind === 3) && (right === '') === (kind === 2), what);
        if (kind !== 0) continue;
        check(left.trim() === right.trim(), what);
        equal += left.trim().split(/\s+/).length;
      }
      check(equal === longest(a, b), `${equal} equal, not ${longest(a, b)}: ${what}`);
    }
  });

  test('case and punctuation are no difference; texts without words have one', () => {
    const steps = difference('Peace, and Unity.', 'peace and unity');
    expect(steps?.map((step) => step.kind)).toEqual([0]);
    expect(difference('', '') ?? []).toEqual([]);
    expect(difference('', 'peace')).toEqual([{ kind: 3, a: '', b: 'peace' }]);
    expect(difference('peace', '')).toEqual([{ kind: 2, a: 'peace', b: '' }]);
  });

  test('texts of many words that differ little are compared, those with nothing in common are given up soon', () => {
    const many = Array.from({ length: 5000 }, (_, i) => `w${i}`);
    const other = many.map((word, i) => (i % 100 === 50 ? 'changed' : word));
    const steps = difference(many.join(' '), other.join(' '));
    expect(steps?.filter(({ kind }) => kind === 1).length).toBe(50);
    const begun = performance.now();
    const foreign = difference(many.join(' '), many.map((word) => `x${word}`).join(' '));
    expect(performance.now() - begun).toBeLessThan(5000);
    if (foreign) expect(foreign.every(({ kind }) => kind !== 0)).toBe(true);
  });

  test('words hold the whole text', () => {
    for (const text of ['', '  ', 'one', ' one, two — three. ', 'é 湖泊 🚀 don’t', '\n\n(a) b)']) {
      expect(wordsOf(text).join('')).toBe(text);
    }
  });
});

test('pairs by another measure: ties are in the order that the program gave', () => {
  const exact = { error: null, jaccard: null, containment_a: null, containment_b: null, overlap: null };
  const table: SimilarityTable = {
    ...exact, k: 5, method: 'exact', shingles: [9, 9, 9], a: [0, 0, 1], b: [1, 1, 2], shared: [3, 3, 3],
    weighted: [0.2, 0.5, 0.2], closest: [2, 0, 1], by_similarity: [0, 1, 2],
  };
  expect(closestFirst(pairsOf(table), 'jaccard')).toEqual([2, 0, 1]);
  expect(closestFirst(pairsOf(table), 'weighted')).toEqual([1, 2, 0]);
  expect(closestFirst(pairsOf(table), 'overlap')).toEqual([2, 0, 1]);
  expect(mostLike(table, 1, 9).map(({ a, b }) => [a, b])).toEqual([[1, 2], [0, 1]]);
});

test.describe('segments of marked texts', () => {
  const made = (next: (below: number) => number): Mark[] =>
    Array.from({ length: next(12) }, (_, i) => {
      const begin = next(40);
      // Weights differ: which of two equally heavy ones wins is not promised.
      return { begin, end: begin + next(12), kind: next(2) === 0 ? 'formulation' : 'passage', id: i, weight: next(50) * 12 + i };
    });

  test('they are what every byte by itself says', () => {
    const next = random(11);
    for (let round = 0; round < 500; ++round) {
      const marks = made(next);
      const emphasised = next(12);
      const strong = (mark: Mark) => mark.id === emphasised;
      const segments = segmentsOf(marks, strong);
      let end = 0;
      for (const segment of segments) {
        check(segment.begin >= end && segment.end > segment.begin, JSON.stringify(segments));
        end = segment.end;
      }
      for (let byte = 0; byte < 60; ++byte) {
        const over = marks.filter((mark) => mark.begin <= byte && byte < mark.end);
        const best = (kind: Mark['kind']) =>
          over.filter((mark) => mark.kind === kind).sort((x, y) => y.weight - x.weight)[0]?.id ?? -1;
        const index = segmentAt(segments, byte);
        check(index === segments.findIndex((s) => s.begin <= byte && byte < s.end), `segment at ${byte}`);
        const segment = segments[index];
        const drawn = [segment?.row ?? -1, segment?.passage ?? -1, segment?.strong, segment !== undefined];
        const expected = [best('formulation'), best('passage'), over.find(strong)?.kind, over.length > 0];
        check(
          drawn.every((value, i) => value === expected[i]),
          `byte ${byte}: ${drawn}, not ${expected}: ${JSON.stringify({ marks, emphasised })}`,
        );
      }
      // Neighbours that are alike are one.
      segments.slice(1).forEach((segment, i) => {
        const before = segments[i]!;
        const alike = before.row === segment.row && before.passage === segment.passage && before.strong === segment.strong;
        check(before.end < segment.begin || !alike, JSON.stringify(segments));
      });
    }
  });

  test('of ascending numbers the last that is not above one is found', () => {
    const numbers = [1, 3, 3, 8];
    for (let most = 0; most < 10; ++most) {
      expect(lastNotAbove(4, (i) => numbers[i]!, most)).toBe(numbers.filter((n) => n <= most).length - 1);
    }
  });
});
