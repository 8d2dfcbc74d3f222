import type { OwnDependency, OwnEntryPoint } from '@clew/contracts';
import { formatSite, formatTerm } from '../../format.ts';
import { Tag } from '../../ui/tag.tsx';

interface WorldSectionProps {
  readonly entryPoints: readonly OwnEntryPoint[];
  readonly dependencies: readonly OwnDependency[];
}

/** How the world gets to a symbol, and what the symbol needs of the world. */
export function WorldSection({ entryPoints, dependencies }: WorldSectionProps) {
  if (entryPoints.length === 0 && dependencies.length === 0) return null;
  return (
    <section aria-label="Entry points and outside systems" className="grid gap-1.5">
      {entryPoints.map((entry) => (
        <p
          key={`${entry.entry_type} ${wordsOf(entry)} ${entry.file} ${entry.line}`}
          className="flex min-w-0 flex-wrap items-center gap-2"
        >
          <span className="w-20 flex-none text-xs text-ink-faint">Entry point</span>
          <Tag tone="accent">{formatTerm(entry.entry_type)}</Tag>
          <span className="font-mono text-xs wrap-anywhere">{wordsOf(entry)}</span>
          {entry.resolution === 'exact' ? null : (
            <Tag tone="warn" title="Not all of it stands in the code">
              {entry.resolution}
            </Tag>
          )}
        </p>
      ))}
      {dependencies.map((needed) => (
        <p
          key={`${needed.dependency_type} ${needed.target} ${needed.file} ${needed.line}`}
          className="flex min-w-0 flex-wrap items-center gap-2"
        >
          <span className="w-20 flex-none text-xs text-ink-faint">Needs</span>
          <Tag>{needed.dependency_type}</Tag>
          <span className="font-mono text-xs wrap-anywhere">
            {needed.target ?? 'not named in the code'}
          </span>
          {needed.file === null ? null : (
            <span className="font-mono text-2xs text-ink-faint">
              {formatSite(needed.file, needed.line)}
            </span>
          )}
        </p>
      ))}
    </section>
  );
}

function wordsOf(entry: OwnEntryPoint): string {
  const { http_method: method, http_path: path, cron_expression: cron, mq_queue: queue } = entry;
  if (path !== null) return method === null ? path : `${method} ${path}`;
  return entry.name ?? cron ?? queue ?? 'not named in the code';
}
