import { routes } from '@clew/contracts/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Codebase } from '../../answers.ts';
import { call } from '../../api.ts';
import { formatQuantity } from '../../format.ts';
import { useGo } from '../../navigation.tsx';
import { codebases } from '../../places.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { toast } from '../../ui/toasts.tsx';

/** Removes a codebase after its name was typed; says first what is lost and what stays. */
export function RemoveCodebase({ codebase }: { readonly codebase: Codebase }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button look="quiet" icon="trash" onClick={() => setAsked(true)}>
        Remove
      </Button>
      {asked ? <RemovalDialog codebase={codebase} onClose={() => setAsked(false)} /> : null}
    </>
  );
}

interface RemovalDialogProps {
  readonly codebase: Codebase;
  readonly onClose: () => void;
}

function RemovalDialog({ codebase: { name, root, counts }, onClose }: RemovalDialogProps) {
  const client = useQueryClient();
  const go = useGo();
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: () => call(routes.deleteCodebase, { params: { name } }),
    onSuccess: async () => {
      toast(`${name} is removed`);
      go(codebases, { replace: true });
      await client.invalidateQueries({ queryKey: [routes.listCodebases.path] });
    },
  });
  const { files, symbols, edges, summaries, terms, constraints } = counts;
  return (
    <ConfirmDialog
      title={`Remove ${name}?`}
      action="Remove the codebase"
      ready={typed === name}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <div className="grid gap-3">
        <div>
          <p className="font-medium text-ink">Lost for good</p>
          <ul className="list-disc pl-4 tabular-nums">
            <li>
              the graph with its backups: {formatQuantity(files, 'file')},{' '}
              {formatQuantity(symbols, 'symbol')}, {formatQuantity(edges, 'edge')}
            </li>
            <li>
              what was written about it: {formatQuantity(summaries, 'summary', 'summaries')},{' '}
              {formatQuantity(terms, 'term')}, {formatQuantity(constraints, 'constraint')}
            </li>
            <li>its revisions, and the rules that its files define</li>
          </ul>
        </div>
        <div>
          <p className="font-medium text-ink">Stays</p>
          <ul className="list-disc pl-4">
            <li>
              the sources under <code className="wrap-anywhere">{root}</code>
            </li>
            <li>events, enforcements and executions, until their retention ends</li>
          </ul>
        </div>
        <Field label={`Type ${name} to confirm`}>
          {(control) => (
            <TextInput
              {...control}
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
        </Field>
      </div>
    </ConfirmDialog>
  );
}
