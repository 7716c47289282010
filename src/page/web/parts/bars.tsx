/** How many documents each period has: what everything over time has to be read against. */

import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { Periods } from '../data/contract';
import { counted } from '../data/format';
import { Figure } from './figure';
import { countEmpty, labelRoom, periodTicks, runsInWords } from './period-axis';

export function DocumentBars({ periods, file }: { periods: Periods; file: string }) {
  const width = 720;
  const height = 110;
  const left = 34;
  const base = height - 20;
  const most = max(periods.documents) ?? 1;
  const y = scaleLinear([0, most], [base, 8]);
  const step = (width - left) / periods.names.length;
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
            <rect
              key={i}
              class="share-4"
              x={left + i * step}
              y={y(n)}
              width={Math.max(0.6, step - 1)}
              height={base - y(n)}
            >
              <title>{`${periods.names[i]}: ${counted(n, 'document')}`}</title>
            </rect>
          ) : (
            <rect
              key={i}
              class="no-documents"
              x={left + i * step}
              y={base - 8}
              width={Math.max(0.6, step - 1)}
              height={8}
            >
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
        {periodTicks(periods, labelRoom(periods) / step).map(({ period: i, label }) => (
          <text key={i} x={left + (i + 0.5) * step} y={height - 4} text-anchor="middle" class="tick">
            {label}
          </text>
        ))}
      </svg>
    </Figure>
  );
}
