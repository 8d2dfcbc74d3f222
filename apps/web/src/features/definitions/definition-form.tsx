import { type ReactNode, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { UnsavedGuard } from '../../ui/unsaved-guard.tsx';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';
import type { DefinitionForm as Form } from './use-definition-form.ts';

interface DefinitionFormProps {
  readonly form: Form;
  readonly title: string;
  /** The words of the button that saves. */
  readonly save: string;
  readonly readOnly: boolean;
  /** The fields by their names as they are shown. */
  readonly labels: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}

/** The frame of a form: its fields, what somebody else changed, and what can be done with it. */
export function DefinitionForm(props: DefinitionFormProps) {
  const { form, title, save, readOnly, labels, children } = props;
  const frame = useRef<HTMLFormElement>(null);
  const submit = () => {
    if (form.save()) return;
    // After the faults are drawn.
    requestAnimationFrame(() => {
      frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    });
  };
  return (
    <Panel
      title={title}
      aside={
        form.changed && !readOnly && !form.isNew ? (
          <span className="text-xs text-ink-faint">not saved yet</span>
        ) : undefined
      }
    >
      <form
        ref={frame}
        noValidate
        className="grid gap-4"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          submit();
        }}
      >
        {form.meanwhile === null ? null : <ChangedMeanwhile form={form} labels={labels} />}
        {children}
        {form.error === null || form.placed || form.meanwhile !== null ? null : (
          <ProblemNotice error={form.error} />
        )}
        {readOnly ? null : (
          <div className="flex flex-wrap items-center gap-3">
            <Button
              type="submit"
              look="primary"
              disabled={form.saving || !(form.changed || form.isNew) || form.meanwhile !== null}
            >
              {save}
            </Button>
            {form.changed && !form.isNew ? (
              <Button look="quiet" onClick={form.undo}>
                Undo the changes
              </Button>
            ) : null}
          </div>
        )}
        {readOnly ? null : <UnsavedGuard isUnsaved={form.isUnsaved} />}
      </form>
    </Panel>
  );
}
