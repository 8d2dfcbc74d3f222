import type { Action, Secrets } from '@clew/automation';
import {
  generationActionRef,
  generationJobConfigSchema,
  type JsonValue,
  type Llm,
} from '@clew/contracts';
import { generationOff } from '@clew/knowledge';
import { WorkerError } from '../worker-error.ts';
import { runGenerationThread } from './run-generation-thread.ts';

/**
 * `core.generate_knowledge`: has a language model write the summaries of a codebase that are missing or
 * stale. Its output tells how each symbol ended. A run that fails leaves what it had done as its result;
 * what it has written is in the graph.
 */
export function generationAction({
  home,
  llm,
  hidden,
}: {
  readonly home: string;
  /** Null: generation is off, and only dry runs are done. */
  readonly llm: Llm | null;
  /** What may not leave, in a prompt or otherwise. */
  readonly hidden: Secrets;
}): Action {
  return {
    ref: generationActionRef,
    async run({ parameters, signal, report, write }) {
      const config = generationConfig(parameters);
      if (llm === null && !config.dry_run) throw generationOff();
      return await runGenerationThread({
        input: {
          home,
          config,
          llm,
          hidden: hidden.names().map((name) => [name, hidden.resolve(name)] as const),
        },
        signal,
        onProgress: report,
        onEnded: (fqn, said) => write('stdout', Buffer.from(`${fqn}: ${said}\n`)),
      });
    },
  };
}

function generationConfig(config: JsonValue) {
  const parsed = generationJobConfigSchema.safeParse(config);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: path.join('.'),
    message,
  }));
  const list = issues.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new WorkerError('config_invalid', `The generation job cannot be run: ${list}.`, {
    issues,
  });
}
