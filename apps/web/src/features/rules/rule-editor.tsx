import { routes } from '@clew/contracts/api';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useId, useMemo, useState } from 'react';
import type { Rule } from '../../answers.ts';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { toast } from '../../ui/toasts.tsx';
import { JsonField } from '../definitions/json-field.tsx';
import { useActionRefs, useTriggerRefs } from '../records/use-known-refs.ts';
import { type RuleDraft, saidBy } from './rule-draft.ts';
import { ruleIssues } from './rule-issues.ts';
import { RuleTrying } from './rule-trying.tsx';
import { useCelScope } from './use-cel-scope.ts';

const CelEditor = lazy(() =>
  import('./cel-editor.tsx').then(({ CelEditor: component }) => ({ default: component })),
);

// biome-ignore lint/suspicious/noTemplateCurlyInString: the templates of Clew are written so.
const paramsHint = 'The parameters of the action, as JSON. Texts may hold ${{ event.payload.… }}.';

interface RuleEditorProps {
  readonly initial: RuleDraft;
  /** As it is saved; null for a new one. */
  readonly saved: Rule | null;
  readonly readOnly: boolean;
  /** An event to try it on. */
  readonly event: string | null;
  readonly onSaved: (ref: string) => void;
}

/** The form of a rule. What is wrong is said in place; it can be tried as it stands, unsaved. */
export function RuleEditor({ initial, saved, readOnly, event, onSaved }: RuleEditorProps) {
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState<Error | null>(null);
  const change = (part: Partial<RuleDraft>) => {
    setDraft({ ...draft, ...part });
    setTried(null);
    save.reset();
  };
  const scope = useCelScope(draft.trigger_ref);
  const triggerRefs = useTriggerRefs();
  const actionRefs = useActionRefs();
  const said = saidBy(draft);
  const save = useMutation({
    mutationFn: async () => {
      if (said === null) throw new Error('A part of the rule is no JSON.');
      return saved === null
        ? call(routes.createRule, {}, { body: { ref: draft.ref.trim(), ...said } })
        : call(
            routes.updateRule,
            { params: { ref: saved.ref } },
            { body: { ...said, version: saved.version } },
          );
    },
    onSuccess: (rule) => {
      toast(`${rule.ref} is saved as version ${rule.version}.`);
      onSaved(rule.ref);
    },
  });
  const error = save.error ?? tried;
  const issues = useMemo(() => ruleIssues(error), [error]);
  const label = useId();
  const lists = useId();
  const changed = JSON.stringify(draft) !== JSON.stringify(initial);
  return (
    <>
      <Panel title={saved === null ? 'The rule' : 'What it says'}>
        <form
          className="grid gap-4"
          onSubmit={(submitted) => {
            submitted.preventDefault();
            save.mutate();
          }}
        >
          {saved === null ? (
            <Field
              label="Ref"
              hint="Its name: two or more segments, such as arch.no-cycles."
              error={issues.fields.ref}
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
          <Field label="On" hint="The trigger." error={issues.fields.trigger_ref}>
            {(control) => (
              <TextInput
                {...control}
                required
                list={`${lists}-triggers`}
                autoComplete="off"
                disabled={readOnly}
                value={draft.trigger_ref}
                onChange={({ target }) => change({ trigger_ref: target.value })}
              />
            )}
          </Field>
          <datalist id={`${lists}-triggers`}>
            {triggerRefs.map((ref) => (
              <option key={ref} value={ref} />
            ))}
          </datalist>
          <div className="grid gap-1">
            <span id={label} className="font-medium">
              When
            </span>
            <p id={`${label}-hint`} className="text-xs text-ink-faint">
              A CEL condition over <code>event</code> and <code>rule</code>. Ctrl-Space completes.
            </p>
            <div
              className="min-h-9 rounded-control border border-line-strong bg-surface focus-within:border-accent data-[wrong=true]:border-danger"
              data-wrong={issues.when.length > 0}
            >
              <Suspense fallback={<pre className="mono p-2">{draft.when}</pre>}>
                <CelEditor
                  value={draft.when}
                  scope={scope}
                  issues={issues.when}
                  readOnly={readOnly}
                  labelledBy={label}
                  describedBy={`${label}-hint`}
                  onChange={(when) => change({ when })}
                />
              </Suspense>
            </div>
            {issues.when.map(({ line, column, message }) => (
              <p key={`${line}:${column}`} className="text-xs text-danger" role="alert">
                Line {line}, column {column}: {message}
              </p>
            ))}
          </div>
          <Field label="Do" hint="The action." error={issues.fields.action_ref}>
            {(control) => (
              <TextInput
                {...control}
                required
                list={`${lists}-actions`}
                autoComplete="off"
                disabled={readOnly}
                value={draft.action_ref}
                onChange={({ target }) => change({ action_ref: target.value })}
              />
            )}
          </Field>
          <datalist id={`${lists}-actions`}>
            {actionRefs.map((ref) => (
              <option key={ref} value={ref} />
            ))}
          </datalist>
          <JsonField
            label="With"
            hint={paramsHint}
            text={draft.action_params}
            error={issues.fields.action_params}
            disabled={readOnly}
            onChange={(action_params) => change({ action_params })}
          />
          {save.error === null || issues.placed ? null : <ProblemNotice error={save.error} />}
          {readOnly ? null : (
            <div className="flex flex-wrap items-center gap-3">
              <Button
                type="submit"
                look="primary"
                disabled={save.isPending || said === null || !changed}
              >
                {saved === null ? 'Save the rule' : 'Save as the next version'}
              </Button>
              {changed && saved !== null ? (
                <Button look="quiet" onClick={() => change(initial)}>
                  Undo the changes
                </Button>
              ) : null}
            </div>
          )}
        </form>
      </Panel>
      <RuleTrying
        rule={said === null ? null : { ref: saved?.ref, ...said }}
        event={event}
        onError={setTried}
      />
    </>
  );
}
