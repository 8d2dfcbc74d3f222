import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import type { CodeSymbol } from '../../answers.ts';
import { formatSite } from '../../format.ts';
import { ask } from '../../query.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { OfThePresent } from '../shell/of-the-present.tsx';

interface SourceTabProps {
  readonly codebase: string;
  readonly symbol: CodeSymbol;
}

/** The source of a symbol with its line numbers, as it is on disk now. */
export function SourceTab({ codebase, symbol }: SourceTabProps) {
  const source = useQuery(
    ask(routes.getSymbolSource, { params: { name: codebase, fqn: symbol.fqn } }),
  );
  const ofThePresent = (
    <OfThePresent>Files are read as they are now, whatever they said then.</OfThePresent>
  );
  if (source.isPending) return <Skeleton rows={8} label="Reading the source" />;
  if (source.isError) {
    return (
      <div className="grid gap-3">
        {ofThePresent}
        <ProblemNotice error={source.error} onRetry={() => source.refetch()} />
      </div>
    );
  }
  const { text, file, start_line: first, truncated } = source.data;
  if (text === null || file === null) {
    return (
      <EmptyState icon="symbols" title="There is no source to show">
        <p>{file === null ? 'It stands in no file.' : `${file} cannot be read any more.`}</p>
      </EmptyState>
    );
  }
  const from = first ?? 1;
  return (
    <section aria-label="Source" className="grid grid-cols-1 gap-2">
      {ofThePresent}
      <p className="flex items-center gap-2 text-xs text-ink-faint">
        <span className="min-w-0 truncate font-mono">{formatSite(file, from)}</span>
        as it is now
        <CopyButton text={text} what="the source" />
      </p>
      <ScrollRegion
        label="Source lines"
        className="max-h-150 overflow-auto rounded-control border border-line bg-surface py-2 font-mono text-xs leading-5"
      >
        <ol className="w-max min-w-full">
          {text.split('\n').map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is what stands at its number
            <li key={index} className="flex gap-4 pr-4 hover:bg-hover">
              <span className="sticky left-0 w-14 flex-none bg-surface pr-2 text-right text-ink-faint tabular-nums select-none">
                {from + index}
              </span>
              <code className="text-[1em] whitespace-pre">{line === '' ? ' ' : line}</code>
            </li>
          ))}
        </ol>
      </ScrollRegion>
      {truncated ? <p className="text-xs text-ink-faint">The first lines; it is longer.</p> : null}
    </section>
  );
}
