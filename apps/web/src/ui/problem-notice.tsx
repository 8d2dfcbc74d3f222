import type { ReactNode } from 'react';
import { ApiError } from '../api-error.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

interface ProblemNoticeProps {
  readonly error: Error;
  readonly onRetry?: () => void;
  /** Turns a suggested name into a link to it. */
  readonly suggest?: (name: string) => ReactNode;
}

const issuesShown = 5;

/** What failed, what to do, names that may have been meant, and a way to try again. */
export function ProblemNotice({ error, onRetry, suggest }: ProblemNoticeProps) {
  const problem = error instanceof ApiError ? error : null;
  const issues = problem?.issues ?? [];
  const suggestions = problem?.suggestions ?? [];
  return (
    <div className="problem" role="alert">
      <Icon name="error" />
      <div className="problem-body">
        <p className="problem-title">{problem?.title ?? 'This part of the page failed'}</p>
        <p className="problem-detail">{error.message}</p>
        {issues.length === 0 ? null : (
          <ul className="problem-issues">
            {issues.slice(0, issuesShown).map((issue) => (
              <li key={`${issue.path} ${issue.message}`}>
                {issue.path === '' ? null : <code>{issue.path}</code>} {issue.message}
              </li>
            ))}
            {issues.length > issuesShown ? <li>… and {issues.length - issuesShown} more</li> : null}
          </ul>
        )}
        {suggestions.length === 0 ? null : (
          <div className="problem-suggestions">
            <p>Did you mean</p>
            <ul aria-label="Suggestions">
              {suggestions.map((name) => (
                <li key={name}>{suggest === undefined ? <code>{name}</code> : suggest(name)}</li>
              ))}
            </ul>
          </div>
        )}
        {onRetry === undefined ? null : (
          <Button icon="retry" onClick={onRetry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}
