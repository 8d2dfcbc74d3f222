import { useBlocker } from '@tanstack/react-router';
import { ConfirmDialog } from './confirm-dialog.tsx';

interface UnsavedGuardProps {
  /** Whether leaving now would lose something; asked at the moment of leaving. */
  readonly isUnsaved: () => boolean;
}

/** Asks before the page is left with changes that were not saved; the browser asks when it is closed. */
export function UnsavedGuard({ isUnsaved }: UnsavedGuardProps) {
  const leaving = useBlocker({
    shouldBlockFn: isUnsaved,
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  });
  if (leaving.status !== 'blocked') return null;
  return (
    <ConfirmDialog
      title="Leave without saving?"
      action="Leave and lose the changes"
      onConfirm={leaving.proceed}
      onClose={leaving.reset}
    >
      What was changed here is not saved yet.
    </ConfirmDialog>
  );
}
