import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

interface AnsweredProps<T> {
  readonly answer: UseQueryResult<T>;
  /** What is waited for, e.g. `the jobs`. */
  readonly what: string;
  readonly children: (data: T) => ReactNode;
}

/** Shows an answer, or that it is on its way, or why there is none. */
export function Answered<T>({ answer, what, children }: AnsweredProps<T>) {
  if (answer.data !== undefined) return children(answer.data);
  if (answer.error === null) return <Skeleton rows={4} label={`Loading ${what}`} />;
  return <ProblemNotice error={answer.error} onRetry={() => void answer.refetch()} />;
}
