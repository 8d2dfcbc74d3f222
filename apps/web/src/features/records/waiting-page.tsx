import { Page } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

interface WaitingPageProps {
  readonly what: string;
  readonly error: Error | null;
  readonly onRetry: () => void;
}

/** Stands in for a record that is not there yet, or says why it cannot be shown. */
export function WaitingPage({ what, error, onRetry }: WaitingPageProps) {
  return (
    <Page>
      <title>{`${what} · Clew`}</title>
      {error === null ? (
        <Skeleton rows={8} label={`Loading the ${what.toLowerCase()}`} />
      ) : (
        <ProblemNotice error={error} onRetry={onRetry} />
      )}
    </Page>
  );
}
