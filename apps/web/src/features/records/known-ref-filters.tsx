import { RefFilter } from './ref-filter.tsx';
import { isRef, useActionRefs, useRuleRefs, useTriggerRefs } from './use-known-refs.ts';

interface KnownRefFilterProps {
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/* Filters by the ref of a definition, with those that there are on offer. */

export function TriggerFilter(props: KnownRefFilterProps) {
  return <RefFilter label="Trigger" options={useTriggerRefs()} accepts={isRef} {...props} />;
}

export function RuleFilter(props: KnownRefFilterProps) {
  return <RefFilter label="Rule" options={useRuleRefs()} accepts={isRef} {...props} />;
}

export function ActionFilter(props: KnownRefFilterProps) {
  return <RefFilter label="Action" options={useActionRefs()} accepts={isRef} {...props} />;
}
