import {
  type Revision,
  type RevisionCounts,
  revisionCountsSchema,
  revisionSchema,
} from '@clew/contracts';

export interface RevisionRow {
  readonly id: number;
  readonly scope: string;
  readonly commit_hash: string | null;
  readonly counts: string;
  readonly failures: string;
  readonly started_at: string;
  readonly duration_ms: number;
}

export function toRevision(row: RevisionRow): Revision {
  const counts: RevisionCounts = revisionCountsSchema.parse(JSON.parse(row.counts));
  return {
    id: row.id,
    scope: revisionSchema.shape.scope.parse(row.scope),
    commit: row.commit_hash,
    counts,
    failures: revisionSchema.shape.failures.parse(JSON.parse(row.failures)),
    started_at: row.started_at,
    duration_ms: row.duration_ms,
  };
}
