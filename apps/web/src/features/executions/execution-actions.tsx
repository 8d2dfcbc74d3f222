import { routes } from '@clew/contracts/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Execution } from '../../answers.ts';
import { call } from '../../api.ts';
import { useGo } from '../../navigation.tsx';
import { execution as executionPlace } from '../../pipeline-places.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toasts.tsx';
import { isOpen } from '../codebases/index-execution.ts';

/** Stops what goes on, or starts once more what has ended. */
export function ExecutionActions({ execution }: { readonly execution: Execution }) {
  const { id, action_ref, status } = execution;
  const client = useQueryClient();
  const go = useGo();
  const [asked, setAsked] = useState<'cancel' | 'rerun' | null>(null);
  const close = () => setAsked(null);
  const refresh = () => client.invalidateQueries({ queryKey: [routes.getExecution.path] });
  const cancel = useMutation({
    mutationFn: () => call(routes.cancelExecution, { params: { id } }),
    onSuccess: () => {
      close();
      void refresh();
      toast('Cancelling was asked for.');
    },
  });
  const rerun = useMutation({
    mutationFn: () => call(routes.rerunExecution, { params: { id } }),
    onSuccess: (again) => {
      close();
      toast('Queued once more.');
      go(executionPlace(again.id));
    },
  });
  const open = isOpen(execution);
  return (
    <>
      {open ? (
        <Button icon="stop" disabled={status === 'canceling'} onClick={() => setAsked('cancel')}>
          {status === 'canceling' ? 'Cancelling' : 'Cancel'}
        </Button>
      ) : (
        <Button icon="retry" onClick={() => setAsked('rerun')}>
          Run again
        </Button>
      )}
      {asked === 'cancel' ? (
        <ConfirmDialog
          title="Cancel this execution?"
          action="Cancel the execution"
          busy={cancel.isPending}
          error={cancel.error}
          onConfirm={() => cancel.mutate()}
          onClose={close}
        >
          What waits is cancelled at once; a run that is under way is told to stop. What it has done
          already is not undone.
        </ConfirmDialog>
      ) : null}
      {asked === 'rerun' ? (
        <ConfirmDialog
          title={`Run ${action_ref} again?`}
          action="Run again"
          busy={rerun.isPending}
          error={rerun.error}
          onConfirm={() => rerun.mutate()}
          onClose={close}
        >
          The action runs once more with the same parameters, as an execution of its own. Whatever
          it does to the world happens once more too.
        </ConfirmDialog>
      ) : null}
    </>
  );
}
