import { type Action, type Redact, syncRuleFiles } from '@clew/automation';
import { indexActionRef, indexJobConfigSchema, type JsonValue } from '@clew/contracts';
import type { EventSession } from '@clew/event-store';
import { getCodebase } from '@clew/graph-store';
import { WorkerError } from '../worker-error.ts';
import { runIndexThread } from './run-index-thread.ts';

/**
 * `core.index`: brings the graph of a codebase, and the rules that stand in its files, up to date with
 * its sources. Only what can have changed is read, and nothing is written when nothing has. The result
 * tells what is wrong with rules files; the run does not fail for it.
 */
export function indexAction({
  home,
  events,
  redact,
  onIndexed = () => {},
}: {
  readonly home: string;
  readonly events: EventSession;
  readonly redact: Redact;
  /** Called when a graph was brought up to date. */
  readonly onIndexed?: () => void;
}): Action {
  return {
    ref: indexActionRef,
    async run({ execution, parameters, signal, report }) {
      const { codebase: name, paths = null, full = false } = indexConfig(parameters);
      const { root } = getCodebase({ ctx: { home }, input: { name } });
      // The rules come first: they are to see the changes of this run, which a relay may move at once.
      const rules = await syncRuleFiles({
        ctx: { events, redact },
        input: { root, codebase: name },
      });
      const result = await runIndexThread({
        input: { home, codebase: name, root, paths, full, execution: execution.id },
        signal,
        onProgress: report,
      });
      onIndexed();
      return { ...result, rules };
    },
  };
}

function indexConfig(config: JsonValue) {
  const parsed = indexJobConfigSchema.safeParse(config);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: path.join('.'),
    message,
  }));
  const list = issues.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new WorkerError('config_invalid', `The index job cannot be run: ${list}.`, { issues });
}
