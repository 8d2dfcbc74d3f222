import { type ReactNode, useId } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ProblemNotice } from './problem-notice.tsx';

interface ConfirmDialogProps {
  readonly title: string;
  /** What will happen, and whether it can be undone. */
  readonly children: ReactNode;
  /** The verb on the button that does it. */
  readonly action: string;
  /** False until what the question asks for was entered. */
  readonly ready?: boolean;
  readonly busy?: boolean;
  readonly error?: Error | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something is done that cannot simply be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, action, ready = true, busy = false, error = null } = props;
  const { onConfirm, onClose } = props;
  const heading = useId();
  return (
    <Dialog
      label={title}
      onClose={onClose}
      className="m-auto w-[min(440px,calc(100vw-32px))] rounded-control"
    >
      <section className="grid gap-3 p-4" aria-labelledby={heading}>
        <h2 id={heading} className="text-md">
          {title}
        </h2>
        <div className="text-ink-soft text-pretty">{children}</div>
        {error === null ? null : <ProblemNotice error={error} />}
        <div className="flex justify-end gap-2 pt-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={busy || !ready} onClick={onConfirm}>
            {action}
          </Button>
        </div>
      </section>
    </Dialog>
  );
}
