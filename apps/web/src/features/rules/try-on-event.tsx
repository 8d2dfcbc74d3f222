import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../query.ts';
import { Button } from '../../ui/button.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import type { DraftRule } from './draft-test.ts';
import { placedIssues } from './placed-issues.ts';
import { RuleTrial } from './rule-trial.tsx';
import { useRuleTrial } from './use-rule-trial.ts';

interface TryOnEventProps {
  readonly rule: DraftRule | null;
  readonly event: string | null;
  readonly onError: (error: Error | null) => void;
}

const shown = 6;

/** Tries a rule on one of the latest events of its trigger, or on any by its id. */
export function TryOnEvent({ rule, event, onError }: TryOnEventProps) {
  const [id, setId] = useState(event ?? '');
  const trying = useRuleTrial(rule, onError);
  const latest = useQuery({
    ...ask(routes.listEvents, {
      query: { limit: shown, ...(rule === null ? {} : { trigger_ref: rule.trigger_ref }) },
    }),
    enabled: rule !== null,
  });
  const items = latest.data?.items ?? [];
  const attempt = (chosen: string) => {
    setId(chosen);
    trying.mutate({ event: Number(chosen) });
  };
  return (
    <>
      {rule === null ? null : items.length === 0 && latest.data !== undefined ? (
        <p className="faint">
          No event of <code>{rule.trigger_ref}</code> is recorded yet. Try it on a payload instead.
        </p>
      ) : (
        <ol className="grid" aria-label="The latest events of the trigger">
          {items.map((item) => (
            <li key={item.id} className="border-b border-line first:border-t">
              <button
                type="button"
                aria-pressed={String(item.id) === id}
                onClick={() => attempt(String(item.id))}
                className="grid w-full cursor-pointer grid-cols-[84px_minmax(0,1fr)] items-center gap-3 px-2 py-1.5 text-left text-xs hover:bg-hover aria-pressed:bg-accent-soft"
              >
                <span className="text-ink-faint">
                  <span className="visually-hidden">Try it on event {item.id}, </span>
                  <Moment at={item.created} />
                </span>
                <code className="truncate">{JSON.stringify(item.payload)}</code>
              </button>
            </li>
          ))}
        </ol>
      )}
      <form
        className="flex items-end gap-2"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          attempt(id);
        }}
      >
        <div className="w-48">
          <Field label="Event by its id">
            {(control) => (
              <TextInput
                {...control}
                className="numeric"
                inputMode="numeric"
                pattern="\d{1,16}"
                required
                autoComplete="off"
                value={id}
                onChange={({ target }) => setId(target.value.trim())}
              />
            )}
          </Field>
        </div>
        <Button type="submit" icon="play" disabled={rule === null || trying.isPending || id === ''}>
          Try
        </Button>
      </form>
      {trying.error === null || placedIssues(trying.error).length > 0 ? null : (
        <ProblemNotice error={trying.error} />
      )}
      <div className="grid gap-3" role="status">
        {trying.isPending ? 'Trying the rule …' : null}
        {trying.data?.samples.map((trial) => (
          <RuleTrial key={trial.event} trial={trial} />
        ))}
      </div>
    </>
  );
}
