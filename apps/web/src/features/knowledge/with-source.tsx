import type { ReactNode } from 'react';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type Source, sourceOf } from './source.ts';
import { useKnowledge } from './use-knowledge.ts';

interface WithSourceProps {
  readonly codebase: string;
  /** Null for the codebase as a whole. */
  readonly fqn: string | null;
  readonly children: (source: Source | null) => ReactNode;
}

/** Reads the present state of a symbol before somebody writes about it. */
export function WithSource({ codebase, fqn, children }: WithSourceProps) {
  if (fqn === null) return children(null);
  return <SourceReader codebase={codebase} fqn={fqn} form={children} />;
}

interface SourceReaderProps {
  readonly codebase: string;
  readonly fqn: string;
  readonly form: (source: Source) => ReactNode;
}

function SourceReader({ codebase, fqn, form }: SourceReaderProps) {
  const { answer } = useKnowledge(codebase, fqn);
  if (answer.isPending) return <Skeleton rows={3} label="Reading the symbol" />;
  if (answer.isError) {
    return <ProblemNotice error={answer.error} onRetry={() => answer.refetch()} />;
  }
  return form(sourceOf(answer.data));
}
