import type { IntegrityReport, Revision } from '@clew/contracts';
import { checkIntegrity, type Graph, listRevisions, readIndexInputs } from '@clew/graph-store';
import { isUpToDate } from '@clew/indexer';
import { counted } from '../output/counted.ts';
import { siteOf } from '../output/site.ts';
import type { Diagnosis, Finding } from './diagnosis.ts';

/** How many of a kind are named. */
const few = 10;

/**
 * Looks at a graph from end to end: foreign keys and file, whether it is of the sources as they are,
 * what could not be indexed, and what points at something that is gone. Writes nothing.
 *
 * @param input.root folder of the sources
 */
export function diagnose({
  graph,
  root,
  name,
}: {
  readonly graph: Graph;
  readonly root: string;
  readonly name: string;
}): Diagnosis {
  const report = checkIntegrity({ ctx: { graph } });
  const [revision = null] = listRevisions({ ctx: { graph }, input: { limit: 1 } }).items;
  const isFresh =
    revision !== null && isUpToDate({ root, known: readIndexInputs({ ctx: { graph } }) });
  const findings = [
    integrity(report),
    freshness(revision, isFresh),
    failures(revision),
    brokenReferences(report),
  ];
  return { name, ok: findings.every(({ state }) => state !== 'bad'), findings };
}

export function integrity(report: IntegrityReport): Finding {
  const { ok, orphans, orphans_total, foreign_key_violations, file_problems, quarantined } = report;
  if (ok) {
    const kept = quarantined.map(({ type, count }) => `${count} of ${type} are in quarantine`);
    return {
      check: 'integrity',
      state: 'good',
      title: `${counted(orphans.length, 'foreign key')} hold, and the file is whole`,
      details: kept,
    };
  }
  return {
    check: 'integrity',
    state: 'bad',
    title: `${counted(orphans_total, 'row')} ${orphans_total === 1 ? 'points' : 'point'} at nothing, ${counted(foreign_key_violations, 'foreign key violation')}, ${counted(file_problems.length, 'problem')} of the file`,
    details: [
      ...orphans
        .filter(({ count }) => count > 0)
        .map(
          ({ table, column, references, count }) => `${table}.${column} → ${references}: ${count}`,
        ),
      ...file_problems.slice(0, few),
      'Put a backup in its place, or remove the codebase and index it anew.',
    ],
  };
}

export function freshness(revision: Revision | null, isFresh: boolean): Finding {
  const check = 'freshness';
  if (revision === null) {
    const details = ['Run `clew index`.'];
    return { check, state: 'bad', title: 'the sources were never indexed', details };
  }
  const at = `revision ${revision.id} of ${revision.started_at.slice(0, 16)}`;
  if (isFresh)
    return { check, state: 'good', title: `the sources are those of ${at}`, details: [] };
  return {
    check,
    state: 'bad',
    title: `the graph is of other sources than there are now, or by another version (${at})`,
    details: ['Run `clew index`.'],
  };
}

export function failures(revision: Revision | null): Finding {
  const failed = revision?.failures ?? [];
  const check = 'failures';
  if (failed.length === 0) {
    return { check, state: 'good', title: 'the last run read every file', details: [] };
  }
  return {
    check,
    state: 'note',
    title: `${counted(failed.length, 'file')} could not be read by the last run`,
    details: failed
      .slice(0, few)
      .map(({ path, line, message }) => `${siteOf(path, line)}  ${message}`),
  };
}

export function brokenReferences({ broken_references: count }: IntegrityReport): Finding {
  const check = 'broken_references';
  if (count === 0) {
    return { check, state: 'good', title: 'nothing points at what was deleted', details: [] };
  }
  return {
    check,
    state: 'note',
    title: `${counted(count, 'edge')} ${count === 1 ? 'points' : 'point'} at symbols that were deleted`,
    details: ['Their sources still name what is gone, or were not indexed since.'],
  };
}
