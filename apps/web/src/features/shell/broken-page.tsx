import type { ErrorComponentProps } from '@tanstack/react-router';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

/** Keeps a failure to load or draw one page from taking the rest with it. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  return (
    <ProblemNotice
      error={error instanceof Error ? error : new Error(String(error))}
      onRetry={reset}
    />
  );
}
