import { payloadPolicySchema } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Trigger } from '../../answers.ts';
import { call } from '../../api.ts';
import { Field, TextInput } from '../../ui/field.tsx';
import { toast } from '../../ui/toasts.tsx';
import { DefinitionEditor, faultOf } from '../definitions/definition-editor.tsx';
import { JsonField, jsonText, readJson } from '../definitions/json-field.tsx';

interface TriggerEditorProps {
  readonly saved: Trigger | null;
  readonly readOnly: boolean;
  readonly onSaved: (ref: string) => void;
}

const policyNames = {
  record: 'keep it, and note what is wrong',
  refuse: 'refuse it with 422',
} as const;

export function TriggerEditor({ saved, readOnly, onSaved }: TriggerEditorProps) {
  const initial = {
    ref: saved?.ref ?? '',
    label: saved?.label ?? '',
    description: saved?.description ?? '',
    out_schema: jsonText(saved?.out_schema ?? null),
    param_schema: jsonText(saved?.param_schema ?? null),
    payload_policy: saved?.payload_policy ?? ('record' as const),
  };
  const [draft, setDraft] = useState(initial);
  const change = (part: Partial<typeof initial>) => setDraft({ ...draft, ...part });
  const out = readJson(draft.out_schema);
  const params = readJson(draft.param_schema);
  const readable = out.kind === 'value' && params.kind === 'value';
  const save = useMutation({
    mutationFn: async () => {
      if (!readable) throw new Error('A schema is no JSON.');
      const said = {
        ...(draft.label.trim() === '' ? {} : { label: draft.label.trim() }),
        description: draft.description.trim() === '' ? null : draft.description.trim(),
        out_schema: out.value,
        param_schema: params.value,
        payload_policy: draft.payload_policy,
      };
      return saved === null
        ? call(routes.createTrigger, {}, { body: { ref: draft.ref.trim(), ...said } })
        : call(routes.updateTrigger, { params: { ref: saved.ref } }, { body: said });
    },
    onSuccess: ({ ref }) => {
      toast(`${ref} is saved.`);
      onSaved(ref);
    },
  });
  return (
    <DefinitionEditor
      title={saved === null ? 'The trigger' : 'What it says'}
      save="Save the trigger"
      busy={save.isPending}
      ready={readable && JSON.stringify(draft) !== JSON.stringify(initial)}
      readOnly={readOnly}
      error={save.error}
      onSave={() => save.mutate()}
    >
      {saved === null ? (
        <Field
          label="Ref"
          hint="Its name: two or more segments, such as ci.build_finished."
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
      ) : null}
      <Field label="Title" error={faultOf(save.error, 'label')}>
        {(control) => (
          <TextInput
            {...control}
            disabled={readOnly}
            maxLength={255}
            value={draft.label}
            onChange={({ target }) => change({ label: target.value })}
          />
        )}
      </Field>
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
      <JsonField
        label="Payload"
        hint="A JSON Schema of what its events say; empty for anything. Rules are completed from it."
        text={draft.out_schema}
        error={faultOf(save.error, 'out_schema')}
        disabled={readOnly}
        rows={10}
        onChange={(out_schema) => change({ out_schema })}
      />
      <Field label="A payload that does not fit">
        {({ id }) => (
          <select
            id={id}
            disabled={readOnly}
            className="h-8 w-fit rounded-control border border-line-strong bg-surface px-2"
            value={draft.payload_policy}
            onChange={({ target }) =>
              change({
                payload_policy:
                  payloadPolicySchema.options.find((option) => option === target.value) ??
                  draft.payload_policy,
              })
            }
          >
            {payloadPolicySchema.options.map((option) => (
              <option key={option} value={option}>
                {policyNames[option]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <JsonField
        label="Parameters"
        hint="A JSON Schema of what a rule may say to its trigger."
        text={draft.param_schema}
        error={faultOf(save.error, 'param_schema')}
        disabled={readOnly}
        rows={4}
        onChange={(param_schema) => change({ param_schema })}
      />
    </DefinitionEditor>
  );
}
