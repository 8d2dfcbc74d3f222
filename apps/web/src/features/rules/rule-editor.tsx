import { lazy, Suspense, useId, useMemo, useState } from 'react';
import type { Rule } from '../../answers.ts';
import type { DefinitionField, Draft } from '../definitions/definition-field.ts';
import { DefinitionForm } from '../definitions/definition-form.tsx';
import { refusalFaults } from '../definitions/find-faults.ts';
import { FieldRow, FormFields, NamingFields } from '../definitions/form-fields.tsx';
import { useDefinitionForm } from '../definitions/use-definition-form.ts';
import { labelsOf } from '../definitions/usual-fields.ts';
import { useActionRefs, useTriggerRefs } from '../records/use-known-refs.ts';
import { ActionExpects } from './action-expects.tsx';
import type { CelScope } from './cel-completions.ts';
import { draftRule } from './draft-test.ts';
import { type PlacedIssue, placedIssues } from './placed-issues.ts';
import {
  actionField,
  actionParamsField,
  beginningFields,
  fieldOfRulePath,
  namingFields,
  ruleFields,
  ruleKind,
  triggerField,
  triggerParamsField,
} from './rule-kind.ts';
import { RuleTrying } from './rule-trying.tsx';
import { useCelScope } from './use-cel-scope.ts';
import { useRuleCheck } from './use-rule-check.ts';

const CelEditor = lazy(() =>
  import('./cel-editor.tsx').then(({ CelEditor: component }) => ({ default: component })),
);

interface RuleEditorProps {
  /** What a new one begins with. */
  readonly empty: Draft;
  /** As it is saved; null for a new one. */
  readonly saved: Rule | null;
  readonly readOnly: boolean;
  /** An event to try it on. */
  readonly event: string | null;
  readonly onSaved: (rule: Rule) => void;
  readonly onStale: () => void;
}

const labels = labelsOf(ruleFields);

/**
 * The form of a rule. It is checked as it is typed, and what is wrong is said in place; it can be tried
 * as it stands, unsaved.
 */
export function RuleEditor({ empty, saved, readOnly, event, onSaved, onStale }: RuleEditorProps) {
  const form = useDefinitionForm({ kind: ruleKind, saved, empty, onSaved, onStale });
  const [tried, setTried] = useState<Error | null>(null);
  const draft = useMemo(() => draftRule({ values: form.values }), [form.values]);
  const rule = form.isReadable || !hasJsonFault(form.faults) ? draft : null;
  const checked = useRuleCheck(readOnly ? null : rule);
  const scope = useCelScope(form.draft.trigger_ref?.trim() ?? '');
  const error = form.error ?? tried ?? checked;
  const issues = useMemo(() => placedIssues(error), [error]);
  const found = useMemo(() => refusalFaults(error, fieldOfRulePath).faults, [error]);
  const shown = {
    ...form,
    faults: { ...found, ...form.faults },
    change: (part: Draft) => {
      setTried(null);
      form.change(part);
    },
  };
  const known = {
    trigger_ref: useTriggerRefs(),
    action_ref: useActionRefs(),
  };
  const offering = (field: DefinitionField, name: keyof typeof known): DefinitionField => ({
    ...field,
    kind: { type: 'text', mono: true, known: known[name] },
  });
  const takesParams =
    scope.describesParams || !['', '{}'].includes(form.draft.trigger_params?.trim() ?? '');
  return (
    <>
      <DefinitionForm
        form={form}
        title={saved === null ? 'The rule' : 'What it says'}
        save={saved === null ? 'Save the rule' : 'Save the changes'}
        readOnly={readOnly}
        labels={labels}
      >
        <NamingFields form={shown} fields={namingFields} disabled={readOnly} />
        <FormFields
          form={shown}
          fields={[
            offering(triggerField, 'trigger_ref'),
            ...(takesParams ? [triggerParamsField] : []),
          ]}
          disabled={readOnly}
        />
        <Condition
          text={form.draft.when ?? ''}
          scope={scope.cel}
          issues={issues}
          readOnly={readOnly}
          onChange={(when) => shown.change({ when })}
        />
        <FormFields
          form={shown}
          fields={[offering(actionField, 'action_ref')]}
          disabled={readOnly}
        />
        <div className="grid gap-2">
          <FormFields form={shown} fields={[actionParamsField]} disabled={readOnly} />
          <ActionExpects actionRef={form.draft.action_ref?.trim() ?? ''} />
        </div>
        {saved === null ? (
          <FieldRow>
            <FormFields form={shown} fields={beginningFields} />
          </FieldRow>
        ) : null}
      </DefinitionForm>
      <RuleTrying rule={rule} saved={saved} event={event} onError={setTried} />
    </>
  );
}

/** Without its JSON a rule cannot be tried; other faults are told by the API, in their place. */
function hasJsonFault(faults: Readonly<Record<string, string>>): boolean {
  return faults.trigger_params !== undefined || faults.action_params !== undefined;
}

interface ConditionProps {
  readonly text: string;
  readonly scope: CelScope;
  readonly issues: readonly PlacedIssue[];
  readonly readOnly: boolean;
  readonly onChange: (text: string) => void;
}

function Condition({ text, scope, issues, readOnly, onChange }: ConditionProps) {
  const label = useId();
  return (
    <div className="grid gap-1">
      <span id={label} className="font-medium">
        When
      </span>
      <p id={`${label}-hint`} className="text-xs text-ink-faint">
        A CEL condition over <code>event</code> and <code>rule</code>. Ctrl-Space completes.
      </p>
      <div
        className="min-h-9 rounded-control border border-line-strong bg-surface focus-within:border-accent data-[wrong=true]:border-danger"
        data-wrong={issues.length > 0}
      >
        <Suspense fallback={<pre className="mono p-2">{text}</pre>}>
          <CelEditor
            value={text}
            scope={scope}
            issues={issues}
            readOnly={readOnly}
            labelledBy={label}
            describedBy={`${label}-hint`}
            onChange={onChange}
          />
        </Suspense>
      </div>
      {issues.map(({ line, column, message }) => (
        <p key={`${line}:${column}:${message}`} className="text-xs text-danger" role="alert">
          Line {line}, column {column}: {message}
        </p>
      ))}
    </div>
  );
}
