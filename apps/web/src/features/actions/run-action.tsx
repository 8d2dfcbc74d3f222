import type { JsonValue } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Action } from '../../answers.ts';
import { call } from '../../api.ts';
import { useGo } from '../../navigation.tsx';
import { execution } from '../../pipeline-places.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Segments } from '../../ui/segments.tsx';
import { toast } from '../../ui/toasts.tsx';
import type { DefinitionField, Draft } from '../definitions/definition-field.ts';
import { fieldsOfSchema } from '../definitions/fields-of-schema.ts';
import { refusalFaults } from '../definitions/find-faults.ts';
import { FormFields } from '../definitions/form-fields.tsx';
import { readFields } from '../definitions/read-fields.ts';
import { jsonText } from '../definitions/read-json.ts';

const asJson: readonly DefinitionField[] = [
  {
    name: 'config',
    label: 'With',
    hint: 'The parameters, as JSON.',
    kind: { type: 'json', rows: 4 },
  },
];

/** Has an action run once, with parameters that are given by hand: a field for each that it describes. */
export function RunAction({ action }: { readonly action: Action }) {
  const { ref, enabled, param_schema } = action;
  const go = useGo();
  const described = useMemo(() => fieldsOfSchema(param_schema), [param_schema]);
  const [mode, setMode] = useState<'fields' | 'json'>(described === null ? 'json' : 'fields');
  const [draft, setDraft] = useState<Draft>({});
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const fields = mode === 'json' || described === null ? asJson : described;
  const { values, faults } = readFields(fields, draft);
  const config = mode === 'json' ? (values.config ?? {}) : given(values);
  const run = useMutation({
    mutationFn: () => call(routes.createExecution, {}, { body: { action_ref: ref, config } }),
    onSuccess: ({ id }) => {
      toast('Queued.');
      go(execution(id));
    },
  });
  const names = fields.map(({ name }) => name);
  const refused = refusalFaults(run.error, (path) => {
    const own = path.replace(/^config\./, '').split(/[.[/]/)[0] ?? '';
    return names.find((name) => name === own) ?? names.find((name) => name === 'config') ?? null;
  });
  const shown = Object.entries(faults).filter(([name]) => touched.has(name));
  const form = {
    draft,
    faults: { ...Object.fromEntries(shown), ...refused.faults },
    change: (part: Draft) => {
      setDraft({ ...draft, ...part });
      run.reset();
    },
    touch: (name: string) => setTouched(new Set([...touched, name])),
  };
  const change = (next: 'fields' | 'json') => {
    // What was entered so far goes along into the JSON; back there is no way without a loss.
    if (next === 'json') setDraft({ ...draft, config: jsonText(given(values)) });
    setMode(next);
    run.reset();
  };
  return (
    <Panel
      title="Run it once"
      aside={
        described === null ? undefined : (
          <Segments
            label="Enter as"
            options={['fields', 'json'] as const}
            value={mode}
            name={(option) => (option === 'json' ? 'JSON' : option)}
            onChange={change}
          />
        )
      }
    >
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          setTouched(new Set(names));
          if (Object.keys(faults).length === 0) run.mutate();
        }}
      >
        <FormFields form={form} fields={fields} />
        {run.error === null || refused.placed ? null : <ProblemNotice error={run.error} />}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" look="primary" icon="play" disabled={!enabled || run.isPending}>
            Run
          </Button>
          {enabled ? null : (
            <span className="text-ink-soft">It is off: switch it on to run it.</span>
          )}
        </div>
      </form>
    </Panel>
  );
}

function given(values: Readonly<Record<string, JsonValue>>): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
