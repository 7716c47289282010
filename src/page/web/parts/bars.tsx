/** How many documents each period has: what everything over time has to be read against. */

import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Periods } from '../data/contract';
import { counted } from '../data/format';
import { Figure } from './figure';
import { PeriodNames, PeriodScale } from './over-periods';
import { countEmpty, runsInWords } from './period-axis';

export function DocumentBars({ periods, file }: { periods: Periods; file: string }) {
  const width = 720;
  const height = 110;
  const left = 34;
  const base = height - 20;
  const most = max(periods.documents) ?? 1;
  const y = scaleLinear([0, most], [base, 8]);
  const scale = new PeriodScale(left, (width - left) / periods.names.length, periods.names.length);
  const wide = Math.max(0.6, scale.step - 1);
  const empty = countEmpty(periods);
  return (
    <Figure
      title={`Documents by ${periods.length}`}
      file={file}
      caption={`Documents by ${periods.length}. ${empty > 0 ? `${counted(empty, periods.length)} without documents: hatched.` : ''} ${runsInWords(periods)}`}
    >
      <svg
        class="figure"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`Documents by ${periods.length}, from ${periods.names[0]} to ${periods.names.at(-1)}; at most ${most}.`}
        style={{ width: '100%', maxWidth: `${width}px` }}
      >
        {periods.documents.map((n, i) =>
          n > 0 ? (
            <rect key={i} class="share-4" x={scale.begin(i)} y={y(n)} width={wide} height={base - y(n)}>
              <title>{`${periods.names[i]}: ${counted(n, 'document')}`}</title>
            </rect>
          ) : (
            <rect key={i} class="no-documents" x={scale.begin(i)} y={base - 8} width={wide} height={8}>
              <title>{`${periods.names[i]}: no documents`}</title>
            </rect>
          ),
        )}
        <line x1={left} x2={width} y1={base} y2={base} class="axis" />
        <text x={left - 6} y={y(most)} text-anchor="end" dominant-baseline="hanging" class="tick">
          {most}
        </text>
        <text x={left - 6} y={base} text-anchor="end" class="tick">
          0
        </text>
        <PeriodNames periods={periods} scale={scale} y={height - 4} class="tick" />
      </svg>
    </Figure>
  );
}
