import { parentPort, workerData } from 'node:worker_threads';
import { redactor } from '@clew/automation';
import {
  ClewError,
  type GenerationJobConfig,
  type GenerationProgress,
  type GenerationResult,
  type JsonValue,
  type Llm,
} from '@clew/contracts';
import { describeCodebase, openCodebase } from '@clew/graph-store';
import { generateKnowledge, KnowledgeError, type KnowledgeErrorCode } from '@clew/knowledge';

/** What the thread is started with. Any message to it tells it to stop. */
export interface GenerationThreadInput {
  readonly home: string;
  readonly config: GenerationJobConfig;
  readonly llm: Llm | null;
  /** Names and values that may not leave. */
  readonly hidden: readonly (readonly [string, string])[];
}

/** What the thread says; `done` or `failed` is its last word. */
export type GenerationThreadMessage =
  | { readonly kind: 'progress'; readonly progress: GenerationProgress }
  | { readonly kind: 'ended'; readonly fqn: string; readonly said: string }
  | { readonly kind: 'done'; readonly result: GenerationResult }
  | {
      readonly kind: 'failed';
      readonly message: string;
      /** Null for an error of something else than the generation. */
      readonly code: KnowledgeErrorCode | null;
      readonly retryable: boolean;
      readonly retryAfterSeconds: number | undefined;
      readonly result: JsonValue | undefined;
    };

/** A graph is written by one at a time; an index run that stores much takes a while. */
const busyTimeoutMs = 60_000;

/** Asks the model and writes to the graph, where a wait for another writer holds up nobody else. */
async function run(input: GenerationThreadInput): Promise<GenerationResult> {
  const stop = new AbortController();
  parentPort?.once('message', () => stop.abort(new Error('The run was told to stop.')));
  // The thread ends with its work, not with its last message.
  parentPort?.unref();
  const { codebase, ...rest } = input.config;
  const values = new Map(input.hidden);
  const redact = redactor({
    names: () => [...values.keys()],
    resolve: (name) => values.get(name) ?? '',
  });
  const graph = openCodebase({
    ctx: { home: input.home },
    input: { name: codebase, busyTimeoutMs },
  });
  try {
    const { root } = describeCodebase({ ctx: { graph } });
    return await generateKnowledge({
      ctx: { graph, root, llm: input.llm, redact },
      input: rest,
      signal: stop.signal,
      onProgress: (progress) => tell({ kind: 'progress', progress }),
      onOutcome: (fqn, said) => tell({ kind: 'ended', fqn, said }),
    });
  } finally {
    graph.close();
  }
}

function tell(message: GenerationThreadMessage): void {
  parentPort?.postMessage(message);
}

try {
  tell({ kind: 'done', result: await run(workerData as GenerationThreadInput) });
} catch (error) {
  const known = error instanceof KnowledgeError ? error : null;
  tell({
    kind: 'failed',
    message: error instanceof Error ? error.message : String(error),
    code: known?.code ?? null,
    retryable: known?.retryable ?? (error instanceof ClewError && error.problem === 'unavailable'),
    retryAfterSeconds: known?.retryAfterSeconds,
    result: known?.result,
  });
}
