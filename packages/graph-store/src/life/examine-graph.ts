import type {
  ExaminationCheck,
  ExaminationFinding,
  GraphExamination,
  IntegrityReport,
} from '@clew/contracts';
import { checkIntegrity } from '../integrity/check-integrity.ts';
import type { Graph } from '../open-graph.ts';
import { lastRevision } from '../revisions/list-revisions.ts';
import { openFailures } from '../revisions/open-failures.ts';
import { listBrokenReferences } from './list-broken-references.ts';

const dayMs = 86_400_000;
const purgeDays = 14;
const mostSamples = 10;

type Found = Pick<ExaminationFinding, 'count' | 'samples'>;

interface Check {
  readonly severity: ExaminationFinding['severity'];
  readonly message: string;
  readonly find: (facts: Facts) => Found;
}

interface Facts {
  readonly graph: Graph;
  readonly integrity: IntegrityReport;
  readonly now: Date;
}

const checks: Readonly<Record<ExaminationCheck, Check>> = {
  orphans: {
    severity: 'error',
    message: 'Rows point at rows that do not exist. Restore a backup, or index the codebase anew.',
    find: ({ integrity }) => ({
      count: integrity.orphans_total,
      samples: integrity.orphans.flatMap(({ type, count }) => (count > 0 ? [type] : [])),
    }),
  },
  foreign_keys: {
    severity: 'error',
    message: 'SQLite finds foreign keys violated. Restore a backup, or index the codebase anew.',
    find: ({ integrity }) => ({ count: integrity.foreign_key_violations, samples: [] }),
  },
  file_damage: {
    severity: 'error',
    message: 'The file of the graph is damaged. Restore a backup, or index the codebase anew.',
    find: ({ integrity }) => ({
      count: integrity.file_problems.length,
      samples: integrity.file_problems.slice(0, mostSamples),
    }),
  },
  never_indexed: {
    severity: 'warning',
    message: 'The codebase was never indexed, so its graph knows nothing. Index it.',
    find: ({ graph }) => ({ count: lastRevision(graph) === null ? 1 : 0, samples: [] }),
  },
  stranded_symbols: {
    severity: 'error',
    message:
      'Symbols are active while their file or what contains them is removed. Index everything.',
    find: ({ graph }) =>
      named(
        graph,
        `from symbols s
         left join files f on f.id = s.file_id left join symbols p on p.id = s.parent_id
         where s.deleted_at is null and (f.deleted_at is not null or p.deleted_at is not null)`,
      ),
  },
  broken_references: {
    severity: 'warning',
    message: 'Code refers to what is not there any more. Index the files that do, or mend them.',
    find: ({ graph }) => {
      const { total, items } = listBrokenReferences({
        ctx: { graph },
        input: { limit: mostSamples },
      });
      return { count: total, samples: items.map(({ from, to }) => `${from.fqn} -> ${to.fqn}`) };
    },
  },
  failed_files: {
    severity: 'warning',
    message: 'Files could not be indexed, so nobody knows what they hold. Their errors say why.',
    find: ({ graph }) => {
      const failed = openFailures(graph);
      const samples = failed
        .slice(0, mostSamples)
        .map(({ path, message }) => `${path}: ${message}`);
      return { count: failed.length, samples };
    },
  },
  stale_knowledge: {
    severity: 'warning',
    message:
      'Summaries, terms or constraints were written about sources that have changed since. Write them anew.',
    find: ({ graph }) =>
      named(
        graph,
        `from (
           select target_id as symbol_id, source_hash, is_stale from summaries
           union all select source_id, source_hash, is_stale from glossary
           union all select source_id, source_hash, is_stale from constraints
         ) k join symbols s on s.id = k.symbol_id and s.deleted_at is null
         where k.is_stale = 1 or k.source_hash <> coalesce(s.body_hash, s.shape_hash)`,
      ),
  },
  unresolved_sites: {
    severity: 'info',
    message: 'The targets of some sites could not be named. Answers that they concern say so.',
    find: ({ graph }) =>
      named(graph, 'from unresolved_references u join symbols s on s.id = u.from_id'),
  },
  purgeable_symbols: {
    severity: 'warning',
    message: `Symbols that were removed more than ${purgeDays} days ago still take space. Purge them.`,
    find: ({ graph, now }) => {
      const before = new Date(now.getTime() - purgeDays * dayMs).toISOString();
      return named(graph, `from symbols s where s.deleted_at <= '${before}'`);
    },
  },
  quarantined: {
    severity: 'info',
    message:
      'A migration could not keep some rows. They are in `orphan_quarantine`, with the reasons.',
    find: ({ integrity }) => ({
      count: integrity.quarantined.reduce((sum, { count }) => sum + count, 0),
      samples: integrity.quarantined.map(({ type }) => type),
    }),
  },
};

/**
 * Makes every check that a graph allows without its sources. Each finding has its own count: one that
 * is bad is never made up for by others that are not. Reads the whole graph.
 */
export function examineGraph({
  ctx: { graph, now = () => new Date() },
}: {
  readonly ctx: { readonly graph: Graph; readonly now?: () => Date };
}): GraphExamination {
  const at = now();
  const integrity = checkIntegrity({ ctx: { graph, now: () => at } });
  const facts: Facts = { graph, integrity, now: at };
  const names = Object.keys(checks) as ExaminationCheck[];
  const findings = names.flatMap((check): ExaminationFinding[] => {
    const { severity, message, find } = checks[check];
    const found = find(facts);
    return found.count === 0 ? [] : [{ check, severity, message, ...found }];
  });
  const has = (severity: ExaminationFinding['severity']) =>
    findings.some((finding) => finding.severity === severity);
  const revision = lastRevision(graph);
  return {
    status: has('error') ? 'damaged' : has('warning') ? 'attention' : 'sound',
    findings,
    checks: names,
    drift: 'not_checked',
    integrity,
    revision: revision?.id ?? null,
    commit: revision?.commit ?? null,
    examined_at: at.toISOString(),
  };
}

/** Counts the symbols `s` of a query, and names the first ones. */
function named(graph: Graph, from: string): Found {
  const row = graph.prepare<[], { count: number }>(`select count(*) as count ${from}`).get();
  const samples = graph
    .prepare<[], { fqn: string }>(
      `select distinct s.fqn ${from} order by s.fqn limit ${mostSamples}`,
    )
    .all();
  return { count: row?.count ?? 0, samples: samples.map(({ fqn }) => fqn) };
}
