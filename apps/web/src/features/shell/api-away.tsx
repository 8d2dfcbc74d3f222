import { ApiError } from '../../api-error.ts';
import { Icon } from '../../ui/icon.tsx';
import { useApiReadiness, useSilenceWatch } from './use-api-readiness.ts';

/** One line above every page while the API is away or not ready; it goes by itself. */
export function ApiAway() {
  useSilenceWatch();
  const { error, isError } = useApiReadiness();
  const silent = error instanceof ApiError && error.code === 'unreachable';
  return (
    <div role="status" data-api-away={isError}>
      {isError ? (
        <p className="flex items-start gap-2 border-b border-line bg-warn-soft px-4 py-1.5 text-warn">
          <Icon name="warning" />
          <span className="min-w-0 wrap-anywhere">
            {silent
              ? 'The API does not answer. What is shown may be old; it goes on by itself when the API is back.'
              : error.message}
          </span>
        </p>
      ) : null}
    </div>
  );
}
