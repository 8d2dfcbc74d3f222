import { type FormEvent, type ReactNode, useState } from 'react';
import { ApiError } from '../../api-error.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useKnowledgeWrite } from './use-knowledge-write.ts';

interface KnowledgeFormProps {
  /** Names it, e.g. "summary". */
  readonly what: string;
  readonly valid: boolean;
  readonly save: () => Promise<unknown>;
  /** Null for what is not there yet. */
  readonly remove: (() => Promise<unknown>) | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * The frame of a form about a symbol. Whoever came too late is told so, and keeps what they wrote
 * until they have looked at what is there now.
 */
export function KnowledgeForm(props: KnowledgeFormProps) {
  const { what, valid, save, remove, onClose, children } = props;
  const [confirming, setConfirming] = useState(false);
  const saving = useKnowledgeWrite(save, () => {
    toast(`The ${what} is saved`);
    onClose();
  });
  const removing = useKnowledgeWrite(remove ?? (() => Promise.resolve()), () => {
    toast(`The ${what} is deleted`);
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  const late = saving.error instanceof ApiError && saving.error.problem === 'conflict';
  return (
    <form
      onSubmit={submit}
      aria-label={`Edit the ${what}`}
      className="grid gap-3 rounded-control border border-accent-line bg-sunk p-3"
    >
      {children}
      {saving.isError ? <ProblemNotice error={saving.error} /> : null}
      {late ? (
        <p className="text-xs text-ink-soft">
          What you wrote is still here. Copy it, cancel, look at what is there now, and edit again.
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" disabled={!valid || saving.isPending}>
          {saving.isPending ? 'Saving' : 'Save'}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        {remove === null ? null : (
          <Button look="quiet" icon="trash" className="ml-auto" onClick={() => setConfirming(true)}>
            Delete
          </Button>
        )}
      </div>
      {confirming ? (
        <ConfirmDialog
          title={`Delete the ${what}?`}
          action="Delete"
          busy={removing.isPending}
          error={removing.error}
          onConfirm={() => removing.mutate()}
          onClose={() => setConfirming(false)}
        >
          Its history stays; the text itself is gone.
        </ConfirmDialog>
      ) : null}
    </form>
  );
}
