import { parentPort, workerData } from 'node:worker_threads';
import { type FoundArchitecture, readArchitecture } from '@clew/config-files';
import {
  type ArchitectureSummary,
  ClewError,
  type IndexProgress,
  type IndexResult,
} from '@clew/contracts';
import { applyFacts, type Graph, openCodebase, recordArchitecture } from '@clew/graph-store';
import { runIndexJob } from '@clew/indexer';

/** What the thread is started with. */
export interface IndexThreadInput {
  readonly home: string;
  readonly codebase: string;
  readonly root: string;
  readonly paths: readonly string[] | null;
  /** The execution that asks for it. */
  readonly execution: number;
}

/** What the thread says; `done` or `failed` is its last word. */
export type IndexThreadMessage =
  | { readonly kind: 'progress'; readonly progress: IndexProgress }
  | { readonly kind: 'done'; readonly result: IndexResult }
  | { readonly kind: 'failed'; readonly message: string; readonly retryable: boolean };

const phases = {
  discovering: 'discover',
  loading: 'parse',
  extracting: 'extract',
} as const;

/**
 * Has a process read the sources, which ends when this thread does, and stores their facts in one
 * transaction.
 */
async function run({
  home,
  codebase,
  root,
  paths,
  execution,
}: IndexThreadInput): Promise<IndexResult> {
  const startedAt = new Date();
  const facts = await runIndexJob({
    root,
    ...(paths === null ? {} : { paths }),
    onProgress({ phase, done, total }) {
      tell({ kind: 'progress', progress: { phase: phases[phase], files: done, of: total } });
    },
  });
  const files = facts.files.length;
  tell({ kind: 'progress', progress: { phase: 'store', files, of: files } });
  const found = await readArchitecture(root);
  const graph = openCodebase({ ctx: { home }, input: { name: codebase } });
  try {
    let architecture: ArchitectureSummary | null = null;
    const derive = (): void => {
      architecture = found.kind === 'invalid' ? unread(found.problems) : hold(graph, found);
    };
    const revision = applyFacts({ ctx: { graph, startedAt, execution, derive }, input: facts });
    const { id, commit, counts, duration_ms } = revision;
    return {
      revision: id,
      commit,
      counts,
      duration_ms,
      ...(architecture === null ? {} : { architecture }),
    };
  } finally {
    graph.close();
  }
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

function tell(message: IndexThreadMessage): void {
  parentPort?.postMessage(message);
}

try {
  tell({ kind: 'done', result: await run(workerData as IndexThreadInput) });
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const retryable = error instanceof ClewError && error.problem === 'unavailable';
  tell({ kind: 'failed', message, retryable });
}
