import type { OwnConstraint } from '@clew/contracts';
import { formatTerm } from '../../format.ts';
import { Tag } from '../../ui/tag.tsx';

export function ConstraintText({ constraint }: { readonly constraint: OwnConstraint }) {
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <strong className="wrap-anywhere">{constraint.name}</strong>
        <Tag>{formatTerm(constraint.constraint_type)}</Tag>
        {constraint.source_line === null ? null : (
          <span className="font-mono text-2xs text-ink-faint">:{constraint.source_line}</span>
        )}
      </p>
      {constraint.description === null ? null : (
        <p className="text-pretty wrap-anywhere">{constraint.description}</p>
      )}
    </>
  );
}
