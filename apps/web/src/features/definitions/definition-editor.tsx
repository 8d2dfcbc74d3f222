import type { ReactNode } from 'react';
import { ApiError } from '../../api-error.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

interface DefinitionEditorProps {
  readonly title: string;
  readonly save: string;
  readonly busy: boolean;
  /** False while something is missing or unreadable, or nothing was changed. */
  readonly ready: boolean;
  readonly readOnly: boolean;
  readonly error: Error | null;
  readonly onSave: () => void;
  readonly children: ReactNode;
}

/** The form of a trigger or an action. */
export function DefinitionEditor(props: DefinitionEditorProps) {
  const { title, save, busy, ready, readOnly, error, onSave, children } = props;
  return (
    <Panel title={title}>
      <form
        className="grid gap-4"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          onSave();
        }}
      >
        {children}
        {error === null ? null : <ProblemNotice error={error} />}
        {readOnly ? null : (
          <div>
            <Button type="submit" look="primary" disabled={busy || !ready}>
              {save}
            </Button>
          </div>
        )}
      </form>
    </Panel>
  );
}

/** What the API found wrong with one field. */
export function faultOf(error: Error | null, field: string): string | null {
  if (!(error instanceof ApiError)) return null;
  const found = error.issues.filter(({ path }) => path.split(/[.[]/)[0] === field);
  return found.length === 0 ? null : found.map(({ message }) => message).join('; ');
}
