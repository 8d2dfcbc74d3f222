import type { Impact } from '../../answers.ts';
import { formatCount } from '../../format.ts';
import { groupByDepth } from './impact-tree.ts';
import './depth-bars.css';

/** How many symbols each step away adds. */
export function DepthBars({ impact }: { readonly impact: Impact }) {
  const groups = groupByDepth(impact);
  const most = Math.max(1, ...groups.map(({ count }) => count));
  return (
    <dl className="depth-bars" aria-label="Symbols by distance">
      {groups.map(({ depth, count }) => (
        <div key={depth} className="depth-bar">
          <dt>{depth === 1 ? 'Direct' : `${depth} steps`}</dt>
          <dd>
            <span className="depth-bar-track" aria-hidden="true">
              <span
                className="depth-bar-fill"
                style={{ inlineSize: `max(2px, ${(count / most) * 100}%)` }}
              />
            </span>
            <span className="numeric">{formatCount(count)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
