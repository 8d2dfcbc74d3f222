import { actionRunnerSchema } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Action } from '../../answers.ts';
import { call } from '../../api.ts';
import { formatTerm } from '../../format.ts';
import { Field, TextInput } from '../../ui/field.tsx';
import { toast } from '../../ui/toasts.tsx';
import { DefinitionEditor, faultOf } from '../definitions/definition-editor.tsx';
import { JsonField, jsonText, readJson } from '../definitions/json-field.tsx';

interface ActionEditorProps {
  readonly saved: Action | null;
  readonly readOnly: boolean;
  readonly onSaved: (ref: string) => void;
}

/** Those that may be defined from here; programs only in files. */
const runners = actionRunnerSchema.exclude(['process']).options;

const numbers = [
  { name: 'timeout_seconds', label: 'Timeout, in seconds', most: 86_400, optional: false },
  { name: 'max_attempts', label: 'Attempts', most: 100, optional: false },
  { name: 'max_concurrency', label: 'At once, at most', most: 100_000, optional: true },
  { name: 'rate_limit', label: 'Starts in a period, at most', most: 1_000_000, optional: true },
  { name: 'rate_period_seconds', label: 'Period, in seconds', most: 86_400, optional: false },
] as const;

export function ActionEditor({ saved, readOnly, onSaved }: ActionEditorProps) {
  const text = (value: number | null | undefined, fallback: string) =>
    value === undefined ? fallback : value === null ? '' : String(value);
  const initial = {
    ref: saved?.ref ?? '',
    runner: runners.find((option) => option === saved?.runner) ?? ('http' as const),
    description: saved?.description ?? '',
    param_schema: jsonText(saved?.param_schema ?? null),
    timeout_seconds: text(saved?.timeout_seconds, '300'),
    max_attempts: text(saved?.max_attempts, '1'),
    max_concurrency: text(saved?.max_concurrency, ''),
    rate_limit: text(saved?.rate_limit, ''),
    rate_period_seconds: text(saved?.rate_period_seconds, '60'),
  };
  const [draft, setDraft] = useState(initial);
  const change = (part: Partial<typeof initial>) => setDraft({ ...draft, ...part });
  const params = readJson(draft.param_schema);
  const save = useMutation({
    mutationFn: async () => {
      if (params.kind === 'fault') throw new Error(params.message);
      const optional = (value: string) => (value === '' ? null : Number(value));
      const said = {
        description: draft.description.trim() === '' ? null : draft.description.trim(),
        param_schema: params.value,
        timeout_seconds: Number(draft.timeout_seconds),
        max_attempts: Number(draft.max_attempts),
        max_concurrency: optional(draft.max_concurrency),
        rate_limit: optional(draft.rate_limit),
        rate_period_seconds: Number(draft.rate_period_seconds),
      };
      return saved === null
        ? call(
            routes.createAction,
            {},
            { body: { ref: draft.ref.trim(), runner: draft.runner, ...said } },
          )
        : call(routes.updateAction, { params: { ref: saved.ref } }, { body: said });
    },
    onSuccess: ({ ref }) => {
      toast(`${ref} is saved.`);
      onSaved(ref);
    },
  });
  return (
    <DefinitionEditor
      title={saved === null ? 'The action' : 'What it says'}
      save="Save the action"
      busy={save.isPending}
      ready={params.kind === 'value' && JSON.stringify(draft) !== JSON.stringify(initial)}
      readOnly={readOnly}
      error={save.error}
      onSave={() => save.mutate()}
    >
      {saved === null ? (
        <>
          <Field
            label="Ref"
            hint="Its name: two or more segments, such as chat.tell."
            error={faultOf(save.error, 'ref')}
          >
            {(control) => (
              <TextInput
                {...control}
                required
                autoComplete="off"
                value={draft.ref}
                onChange={({ target }) => change({ ref: target.value })}
              />
            )}
          </Field>
          <Field label="Runs as" hint="It stays so.">
            {({ id }) => (
              <select
                id={id}
                className="h-8 w-fit rounded-control border border-line-strong bg-surface px-2"
                value={draft.runner}
                onChange={({ target }) =>
                  change({
                    runner: runners.find((option) => option === target.value) ?? draft.runner,
                  })
                }
              >
                {runners.map((option) => (
                  <option key={option} value={option}>
                    {formatTerm(option)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </>
      ) : null}
      <Field label="Description" error={faultOf(save.error, 'description')}>
        {(control) => (
          <TextInput
            {...control}
            disabled={readOnly}
            maxLength={4096}
            value={draft.description}
            onChange={({ target }) => change({ description: target.value })}
          />
        )}
      </Field>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(160px,1fr))] gap-3">
        {numbers.map(({ name, label, most, optional }) => (
          <Field key={name} label={label} error={faultOf(save.error, name)}>
            {(control) => (
              <TextInput
                {...control}
                type="number"
                min={1}
                max={most}
                required={!optional}
                placeholder={optional ? 'no limit' : ''}
                disabled={readOnly}
                value={draft[name]}
                onChange={({ target }) => change({ [name]: target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <JsonField
        label="Parameters"
        hint="A JSON Schema of what it takes; empty for anything."
        text={draft.param_schema}
        error={faultOf(save.error, 'param_schema')}
        disabled={readOnly}
        rows={8}
        onChange={(param_schema) => change({ param_schema })}
      />
    </DefinitionEditor>
  );
}
