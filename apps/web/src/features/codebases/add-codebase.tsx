import { codebaseNameSchema } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../api.ts';
import { ApiError } from '../../api-error.ts';
import { useGo } from '../../navigation.tsx';
import { overview } from '../../places.ts';
import { Button } from '../../ui/button.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { toast } from '../../ui/toasts.tsx';
import { faultOf } from '../definitions/find-faults.ts';
import { nameOfFolder } from './name-of-folder.ts';

interface AddCodebaseProps {
  /** Null when there is nothing to go back to. */
  readonly onCancel: (() => void) | null;
}

/** Adds a codebase and starts its first index run, which its overview then shows. */
export function AddCodebase({ onCancel }: AddCodebaseProps) {
  const client = useQueryClient();
  const go = useGo();
  const [root, setRoot] = useState('');
  const [typedName, setTypedName] = useState<string | null>(null);
  const name = typedName ?? nameOfFolder(root);
  const add = useMutation({
    mutationFn: () => call(routes.createCodebase, {}, { body: { name, root: root.trim() } }),
    onSuccess: async (codebase) => {
      await client.invalidateQueries({ queryKey: [routes.listCodebases.path] });
      go(overview(codebase.name, await startIndexing(codebase.name)));
    },
  });
  const nameFault =
    name === '' || codebaseNameSchema.safeParse(name).success ? null : 'Use a–z, 0–9, . _ and -';
  const faults = { root: faultOf(add.error, 'root'), name: faultOf(add.error, 'name') };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Panel title="Add a codebase">
      <form className="grid gap-3" aria-label="Add a codebase" onSubmit={submit}>
        <Field
          label="Folder of the sources"
          hint="An absolute path on the machine that runs the API. Nothing in it is changed."
          error={faults.root === null ? null : `${root.trim()} ${faults.root}`}
        >
          {(control) => (
            <TextInput
              {...control}
              required
              maxLength={4096}
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
              placeholder="/srv/src/shop"
              value={root}
              onChange={({ target }) => setRoot(target.value)}
            />
          )}
        </Field>
        <Field
          label="Name"
          hint="In every address of it, so it stays as it is."
          error={nameFault ?? (faults.name === null ? null : `${name} ${faults.name}`)}
        >
          {(control) => (
            <TextInput
              {...control}
              required
              maxLength={63}
              autoComplete="off"
              spellCheck={false}
              className="max-w-80 font-mono"
              value={name}
              onChange={({ target }) => setTypedName(target.value)}
            />
          )}
        </Field>
        {add.error === null || faults.root !== null || faults.name !== null ? null : (
          <ProblemNotice error={add.error} />
        )}
        <div className="flex flex-wrap gap-2">
          <Button
            type="submit"
            look="primary"
            disabled={add.isPending || root.trim() === '' || name === '' || nameFault !== null}
          >
            {add.isPending ? 'Adding' : 'Add and index'}
          </Button>
          {onCancel === null ? null : <Button onClick={onCancel}>Cancel</Button>}
        </div>
      </form>
    </Panel>
  );
}

/** The first index run of a codebase; null when it could not be asked for, and somebody must do it later. */
async function startIndexing(name: string): Promise<string | null> {
  try {
    const { id } = await call(routes.indexCodebase, { params: { name } }, { body: {} });
    return String(id);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    toast(`${name} is added, but its index run did not start: ${error.message}`, 'danger');
    return null;
  }
}
