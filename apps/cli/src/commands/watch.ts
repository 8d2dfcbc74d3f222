import type { FactBatch, Revision } from '@clew/contracts';
import type { Command } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import type { IndexTarget } from '../graphs/index-target.ts';
import { changesOf, failureLines, phaseProgress } from '../output/index-summary.ts';
import { progressLine } from '../output/progress-line.ts';
import { Interrupted } from '../process/interrupted.ts';
import { addExamples, codebaseOption } from './options.ts';

interface WatchOptions extends AnswerOptions {
  readonly codebase?: string;
}

export function addWatch(program: Command, shell: CommandShell): void {
  const command = program
    .command('watch')
    .description('follow the sources, and keep the graph up to date until it is stopped')
    .argument('[root]', 'folder of the sources; by default the codebase of the current folder')
    .addOption(codebaseOption())
    .option('--json', 'each revision as one JSON document a line')
    .action(async (root: string | undefined, options: WatchOptions) => {
      const [config, { indexTarget }] = await Promise.all([
        shell.config(),
        import('../graphs/index-target.ts'),
      ]);
      const { workingDir } = shell;
      const target = indexTarget({ config, workingDir, root, name: options.codebase });
      await follow(shell, target, options.json === true);
    });
  addExamples(command, [
    ['clew watch', 'in a terminal beside the editor; ^C ends it'],
    ['clew watch --json', 'for programs that wait for a change'],
  ]);
}

async function follow(
  shell: CommandShell,
  { home, name, root }: IndexTarget,
  asJson: boolean,
): Promise<void> {
  const [
    { runIndexJob, watchCodebase },
    { listRevisions, openCodebase, readIndexInputs, readUntilNewest },
    { storeFacts },
  ] = await Promise.all([
    import('@clew/indexer'),
    import('@clew/graph-store'),
    import('../graphs/store-facts.ts'),
  ]);
  const progress = progressLine(shell.err);
  const graph = openCodebase({ ctx: { home }, input: { name } });
  let isTold = false;
  try {
    await shell.interruptible(async (signal) => {
      let startedAt = new Date();
      let watchedFrom: number | null = null;
      const known = () => readIndexInputs({ ctx: { graph } });
      const batches = watchCodebase({
        root,
        signal,
        known() {
          const [last] = listRevisions({ ctx: { graph }, input: { limit: 1 } }).items;
          watchedFrom = last?.id ?? null;
          return known();
        },
        onProgress(step) {
          if (step.phase === 'discovering') startedAt = new Date();
          if (shell.err.isTerminal) progress.show(phaseProgress(step));
        },
        onIdle() {
          progress.clear();
          if (!isTold) shell.note(`Watching ${root}`);
          isTold = true;
        },
        onError(error) {
          progress.clear();
          shell.note(
            `${error instanceof Error ? error.message : String(error)} The next change tries again.`,
          );
        },
      });
      for await (const facts of batches) {
        // When another run stored its facts meanwhile, these may be older, and everything is looked at.
        let watched: FactBatch | null = facts;
        const attempt = async (basis: number | null) => {
          const given = watched;
          watched = null;
          if (given !== null) {
            return await storeFacts({ graph, root, facts: given, startedAt, basis: watchedFrom });
          }
          startedAt = new Date();
          const again = await runIndexJob({ root, signal, known: known() });
          return await storeFacts({ graph, root, facts: again, startedAt, basis });
        };
        const { revision, isUnchanged } = await readUntilNewest({
          ctx: { graph },
          input: { attempt },
        });
        progress.clear();
        if (!isUnchanged) tell(shell, revision, asJson);
      }
      signal.throwIfAborted();
    });
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    shell.endWith(130);
  } finally {
    progress.clear();
    graph.close();
  }
}

function tell(shell: CommandShell, revision: Revision, asJson: boolean): void {
  const { paint } = shell;
  const time = new Date().toISOString().slice(11, 19);
  const lines = asJson
    ? [JSON.stringify(revision)]
    : [
        `${paint.faint(time)} revision ${revision.id}: ${changesOf(revision)} ${paint.faint(`${(revision.duration_ms / 1000).toFixed(1)} s`)}`,
        ...failureLines(revision, paint),
      ];
  shell.out.write(lines.map((line) => `${line}\n`).join(''));
}
