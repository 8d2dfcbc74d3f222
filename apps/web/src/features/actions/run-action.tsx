import { routes } from '@clew/contracts/api';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Action } from '../../answers.ts';
import { call } from '../../api.ts';
import { useGo } from '../../navigation.tsx';
import { execution } from '../../pipeline-places.ts';
import { toast } from '../../ui/toasts.tsx';
import { DefinitionEditor, faultOf } from '../definitions/definition-editor.tsx';
import { JsonField, readJson } from '../definitions/json-field.tsx';

/** Has an action run once, with parameters that are given by hand. */
export function RunAction({ action: { ref, enabled } }: { readonly action: Action }) {
  const go = useGo();
  const [text, setText] = useState('{}');
  const config = readJson(text);
  const run = useMutation({
    mutationFn: async () => {
      if (config.kind === 'fault') throw new Error(config.message);
      return call(
        routes.createExecution,
        {},
        { body: { action_ref: ref, config: config.value ?? {} } },
      );
    },
    onSuccess: ({ id }) => {
      toast('Queued.');
      go(execution(id));
    },
  });
  return (
    <DefinitionEditor
      title="Run it once"
      save="Run"
      busy={run.isPending}
      ready={enabled && config.kind === 'value'}
      readOnly={false}
      error={run.error}
      onSave={() => run.mutate()}
    >
      <JsonField
        label="With"
        hint={enabled ? 'The parameters, as JSON.' : 'It is off: switch it on to run it.'}
        text={text}
        error={faultOf(run.error, 'config')}
        rows={4}
        onChange={setText}
      />
    </DefinitionEditor>
  );
}
