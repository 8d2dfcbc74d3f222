import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../query.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import type { DefinitionField } from '../definitions/definition-field.ts';
import { FieldControl } from '../definitions/field-control.tsx';
import { jsonText, readJson } from '../definitions/read-json.ts';
import type { DraftRule } from './draft-test.ts';
import { placedIssues } from './placed-issues.ts';
import { RuleTrial } from './rule-trial.tsx';
import { useRuleTrial } from './use-rule-trial.ts';

const field: DefinitionField = {
  name: 'payload',
  label: 'Payload',
  hint: 'What an event could say, as JSON; it begins with that of the latest event.',
  kind: { type: 'json', rows: 5 },
};

interface TryOnPayloadProps {
  readonly rule: DraftRule | null;
  readonly onError: (error: Error | null) => void;
}

/** Tries a rule on an event that is made up. */
export function TryOnPayload({ rule, onError }: TryOnPayloadProps) {
  const trying = useRuleTrial(rule, onError);
  const [typed, setTyped] = useState<string | null>(null);
  const latest = useQuery({
    ...ask(routes.listEvents, {
      query: { limit: 1, ...(rule === null ? {} : { trigger_ref: rule.trigger_ref }) },
    }),
    enabled: rule !== null,
  });
  const text = typed ?? jsonText(latest.data?.items[0]?.payload ?? {});
  const read = readJson(text);
  return (
    <form
      className="grid gap-4"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (read.kind === 'value') trying.mutate({ payload: read.value });
      }}
    >
      <FieldControl
        field={field}
        text={text}
        fault={read.kind === 'fault' ? read.message : undefined}
        disabled={false}
        onChange={setTyped}
        onLeave={() => {}}
      />
      <div>
        <Button
          type="submit"
          icon="play"
          disabled={rule === null || trying.isPending || read.kind === 'fault'}
        >
          Try
        </Button>
      </div>
      {trying.error === null || placedIssues(trying.error).length > 0 ? null : (
        <ProblemNotice error={trying.error} />
      )}
      <div className="grid gap-3" role="status">
        {trying.data?.samples.map((trial) => (
          <RuleTrial key="payload" trial={trial} />
        ))}
      </div>
    </form>
  );
}
