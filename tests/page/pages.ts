/** The pages under test: written by the real program before the tests begin. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowsOf, type Row } from './csv';
import { hostile } from './hostile';

export function needed(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set: run tests/page/run`);
  return value;
}

const folder = () => needed('LEITWORT_PAGES');

/** The address of a page's file. */
export function pageOf(corpus: string): string {
  return `file://${join(folder(), corpus, 'index.html')}`;
}

/** A table of the report beside it. */
export function tableOf(corpus: string, name: string): Row[] {
  return rowsOf(readFileSync(join(folder(), corpus, name), 'utf8'));
}

/** Larger corpora that are not part of the project; tests that want them skip without them. */
export const chinaRussia = join(process.env.LEITWORT_SHARED ?? '/nowhere', 'corpora/china-russia');

function report(corpus: string, name: string, ...options: string[]): void {
  const words = ['report', corpus, '-o', join(folder(), name), '--quiet', ...options];
  const { status, stderr } = spawnSync(needed('LEITWORT_PROGRAM'), words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`leitwort ${words.join(' ')} ended with ${status}: ${stderr}`);
}

export default function writePages(): void {
  mkdirSync(folder(), { recursive: true });
  const lake = join(needed('LEITWORT_TEST_CORPORA'), 'lake-accord');
  const watch = join(folder(), 'watch.txt');
  writeFileSync(watch, 'spirit of shared waters\nthe * of the lake | the waters of the lake\nboth shores prosper together\n');
  report(lake, 'lake');
  report(lake, 'watched', '--watch', watch);
  const lines = hostile.map((document) => JSON.stringify(document)).join('\n');
  const file = join(folder(), 'h\u0001o<b>"\uffffs\u202etile.jsonl');
  writeFileSync(file, `${lines}\n`);
  report(file, 'hostile', '--min-documents', '2');
  report(lake, 'estimate', '--method', 'estimate');
  report(lake, 'shingles', '-k', '3,5');
  report(lake, 'limited', '--limit', '3');
  report(join(lake, 'varn-2009-opening.txt'), 'one');
  const promise = 'The solemn promise of mutual guarantees and common obligations remains in force. ';
  mkdirSync(join(folder(), 'two'), { recursive: true });
  writeFileSync(join(folder(), 'two', 'a.txt'), `${promise}Nothing else was said that day by the lake.\n`);
  writeFileSync(join(folder(), 'two', 'b.txt'), `Much more was said elsewhere in town. ${promise}\n`);
  report(join(folder(), 'two'), 'undated');
  mkdirSync(join(folder(), 'latin'), { recursive: true });
  writeFileSync(join(folder(), 'latin', 'a.txt'), Buffer.from(`${promise}The caf\u00e9 by the lake was closed.\n`, 'latin1'));
  writeFileSync(join(folder(), 'latin', 'b.txt'), `Elsewhere it was open. ${promise}\n`);
  report(join(folder(), 'latin'), 'warned');
  if (existsSync(chinaRussia)) report(chinaRussia, 'china-russia');
}
