import { type FoundArchitecture, readArchitecture } from '@clew/config-files';
import type {
  ArchitectureSummary,
  FactBatch,
  IndexProgress,
  IndexResult,
  Revision,
  RevisionCounts,
} from '@clew/contracts';
import {
  applyFacts,
  assertNewest,
  type FactsBasis,
  type Graph,
  listRevisions,
  openCodebase,
  readIndexInputs,
  readUntilNewest,
  recordArchitecture,
} from '@clew/graph-store';
import { isEmptyBatch, runIndexJob } from '@clew/indexer';

/** Which codebase is indexed, and how. */
export interface IndexCodebaseInput {
  readonly home: string;
  readonly codebase: string;
  readonly root: string;
  readonly paths: readonly string[] | null;
  /** Everything is read anew, whether it changed or not. */
  readonly full: boolean;
  /** The execution that asks for it. */
  readonly execution: number;
}

const phases = {
  discovering: 'discover',
  loading: 'parse',
  extracting: 'extract',
} as const;

const noCounts: RevisionCounts = {
  files: 0,
  files_removed: 0,
  files_failed: 0,
  symbols_added: 0,
  symbols_updated: 0,
  symbols_removed: 0,
  symbols_restored: 0,
  symbols_renamed: 0,
  externals: 0,
  edges: 0,
  unresolved: 0,
};

/**
 * Has a process read what can have changed of the sources, which ends when this thread does, and stores
 * the facts in one transaction. When another run stored its facts meanwhile, it reads again.
 *
 * @throws IndexerError, GraphError as `runIndexJob` and `applyFacts` do
 */
export async function indexCodebase({
  ctx: { onProgress },
  input,
}: {
  readonly ctx: { readonly onProgress: (progress: IndexProgress) => void };
  readonly input: IndexCodebaseInput;
}): Promise<IndexResult> {
  const { home, codebase } = input;
  const graph = openCodebase({ ctx: { home }, input: { name: codebase } });
  try {
    return await readUntilNewest({
      ctx: { graph },
      input: { attempt: (basis) => indexOnce({ ctx: { graph, basis, onProgress }, input }) },
    });
  } finally {
    graph.close();
  }
}

async function indexOnce({
  ctx: { graph, basis, onProgress },
  input: { root, paths, full, execution },
}: {
  readonly ctx: {
    readonly graph: Graph;
    readonly basis: FactsBasis;
    readonly onProgress: (progress: IndexProgress) => void;
  };
  readonly input: IndexCodebaseInput;
}): Promise<IndexResult> {
  const startedAt = new Date();
  const facts = await runIndexJob({
    root,
    ...(paths === null ? {} : { paths }),
    ...(full ? {} : { known: readIndexInputs({ ctx: { graph } }) }),
    onProgress: ({ phase, done, total }) => {
      onProgress({ phase: phases[phase], files: done, of: total });
    },
  });
  const files = facts.files.length;
  onProgress({ phase: 'store', files, of: files });
  const found = await readArchitecture(root);
  let architecture: ArchitectureSummary | null = null;
  const derive = (): void => {
    architecture = found.kind === 'invalid' ? unread(found.problems) : hold(graph, found);
  };
  const last = unchanged(graph, facts);
  if (last !== null) {
    graph.transaction(() => {
      assertNewest(graph, basis);
      derive();
    });
  }
  const revision =
    last ??
    applyFacts({
      ctx: { graph, startedAt, execution, derive, basis },
      input: facts,
    });
  return {
    revision: revision.id,
    commit: revision.commit,
    counts: last === null ? revision.counts : noCounts,
    duration_ms: last === null ? revision.duration_ms : Date.now() - startedAt.getTime(),
    ...(architecture === null ? {} : { architecture }),
  };
}

/**
 * The last revision, when the graph already says all of the facts; null when there is something to
 * store. Another commit with the same sources is: a revision tells which commit the graph is of.
 */
function unchanged(graph: Graph, facts: FactBatch): Revision | null {
  const [last = null] = listRevisions({ ctx: { graph }, input: { limit: 1 } }).items;
  return isEmptyBatch(facts) && last?.commit === facts.commit ? last : null;
}

/** Records what breaks the architecture; null when the codebase names none. */
function hold(
  graph: Graph,
  { architecture, baseline }: Extract<FoundArchitecture, { kind: 'parsed' }>,
): ArchitectureSummary | null {
  const report = recordArchitecture({ ctx: { graph }, input: { architecture, baseline } });
  if (architecture === null) return null;
  const { verdict, violations, rules } = report;
  const isNew = violations.filter(({ status }) => status === 'new').length;
  return { verdict, rules: rules.length, violations: isNew, problems: [] };
}

/** What was recorded before stays, until the file can be read again. */
function unread(problems: ArchitectureSummary['problems']): ArchitectureSummary {
  return { verdict: 'unknown', rules: 0, violations: 0, problems };
}
