import { useId } from 'react';
import type { Revision } from '../../answers.ts';
import { formatCommit } from '../../format.ts';
import { PlainSelect } from '../../ui/plain-select.tsx';

interface RevisionChoiceProps {
  readonly label: string;
  readonly value: number | null;
  readonly revisions: readonly Revision[];
  readonly onChange: (id: number) => void;
}

/** Chooses one of the revisions. */
export function RevisionChoice({ label, value, revisions, onChange }: RevisionChoiceProps) {
  const id = useId();
  return (
    <span className="inline-flex items-center gap-2">
      <label htmlFor={id} className="text-xs text-ink-faint">
        {label}
      </label>
      <PlainSelect
        id={id}
        value={value ?? ''}
        disabled={revisions.length === 0}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        {value === null ? <option value="">none</option> : null}
        {revisions.map(({ id, commit }) => (
          <option key={id} value={id}>
            {id}
            {commit === null ? '' : ` · ${formatCommit(commit)}`}
          </option>
        ))}
      </PlainSelect>
    </span>
  );
}
