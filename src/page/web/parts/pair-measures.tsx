/** How much two documents share, as a table. */

import type { SimilarityBlock, SimilarityTable } from '../data/contract';
import { count, percent, ratio } from '../data/format';
import { useStore } from './context';
import { likenessOf } from './likeness';
import { datesOf } from './pair-shared';

/** For every length of sequences that was counted. */
export function Measures({ a, b, block, chosen }: { a: number; b: number; block: SimilarityBlock; chosen: number }) {
  const { core } = useStore();
  const [shortA, shortB] = datesOf(core, a, b);
  const rows = block.tables.map((table) => ({ table, pair: likenessOf(table, a, b) }));
  const weighted = rows.some(({ pair }) => pair?.weighted !== null && pair?.weighted !== undefined);
  const nothing = (table: SimilarityTable) => {
    if (!block.complete) return 'not among the closest pairs, which are all that this page holds';
    return table.method === 'estimate' ? 'estimated 0; they may share a little' : 'they share nothing';
  };
  return (
    <section class="measures">
      <h2 id="how-much">How much they share</h2>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="how-much">
        <table aria-labelledby="how-much">
          <thead>
            <tr>
              <th scope="col">Words in a row</th>
              <th scope="col" class="number" title="Different sequences of that many words which both texts have">
                Shared
              </th>
              <th scope="col">{shortA} has</th>
              <th scope="col">{shortB} has</th>
              <th scope="col" class="number" title="Shared sequences, of all that either text has (Jaccard)">
                Alike (Jaccard)
              </th>
              {weighted && (
                <th scope="col" class="number" title="The same, but what many documents have counts little">
                  Weighted
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ table, pair }) => (
              <tr key={table.k} {...(table.k === chosen ? { 'aria-current': true } : {})}>
                <th scope="row">
                  {table.k}
                  {table.method === 'estimate' && <span class="quiet"> (estimated)</span>}
                </th>
                {pair ? (
                  <>
                    <td class="number">{count(pair.shared)}</td>
                    <td>
                      {percent(b === pair.b ? pair.ofB : pair.ofA)} of {shortB}
                    </td>
                    <td>
                      {percent(a === pair.a ? pair.ofA : pair.ofB)} of {shortA}
                    </td>
                    <td class="number">
                      {ratio(pair.jaccard)}
                      {pair.error !== null && (
                        <span class="quiet" title="Standard error of the estimate">
                          {' '}
                          ± {ratio(pair.error)}
                        </span>
                      )}
                    </td>
                    {weighted && <td class="number">{ratio(pair.weighted)}</td>}
                  </>
                ) : (
                  <td colSpan={weighted ? 5 : 4}>{nothing(table)}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.some(({ table, pair }) => pair && table.method === 'estimate') && (
        <p class="small quiet">What is estimated is Jaccard; what is shared and what each has are derived from it.</p>
      )}
    </section>
  );
}
