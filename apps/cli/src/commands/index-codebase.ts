import type { Codebase } from '@clew/contracts';
import type { Command } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import type { IndexTarget } from '../graphs/index-target.ts';
import { indexSummary, phaseProgress } from '../output/index-summary.ts';
import { progressLine } from '../output/progress-line.ts';
import { addExamples, codebaseOption, jsonOption } from './options.ts';

interface IndexOptions extends AnswerOptions {
  readonly codebase?: string;
  readonly full?: boolean;
}

export function addIndex(program: Command, shell: CommandShell): void {
  const command = program
    .command('index')
    .description('bring the graph of a codebase up to date with its sources')
    .argument('[root]', 'folder of the sources; by default the codebase of the current folder')
    .option('--full', 'read everything anew, not only what can have changed')
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (root: string | undefined, options: IndexOptions) => {
      const [config, { indexTarget }] = await Promise.all([
        shell.config(),
        import('../graphs/index-target.ts'),
      ]);
      const { workingDir } = shell;
      const target = indexTarget({ config, workingDir, root, name: options.codebase });
      const { codebase, isUnchanged } = await indexAll(shell, target, options.full === true);
      shell.answer(options, codebase, () =>
        indexSummary(codebase, { isNew: target.isNew, isUnchanged }, shell.paint),
      );
    });
  addExamples(command, [
    ['clew index', 'this folder, or the codebase that it is in'],
    ['clew index ~/src/shop', 'another folder; its graph goes into the .clew there'],
    ['clew index --codebase shop --full', 'a codebase by its name, everything anew'],
  ]);
}

/**
 * Reads the sources in a process of its own, which ends when this one is asked to, and stores what
 * it found in one transaction: the graph has all of the run or nothing.
 */
async function indexAll(
  shell: CommandShell,
  { home, name, root }: IndexTarget,
  isFull: boolean,
): Promise<{ readonly codebase: Codebase; readonly isUnchanged: boolean }> {
  const [
    { runIndexJob },
    { describeCodebase, openCodebase, readIndexInputs, readUntilNewest },
    { storeFacts },
  ] = await Promise.all([
    import('@clew/indexer'),
    import('@clew/graph-store'),
    import('../graphs/store-facts.ts'),
  ]);
  const progress = progressLine(shell.err);
  const graph = openCodebase({ ctx: { home }, input: { name } });
  const attempt = async (basis: number | null): Promise<{ readonly isUnchanged: boolean }> => {
    const startedAt = new Date();
    const facts = await shell.interruptible(async (signal) => {
      try {
        return await runIndexJob({
          root,
          signal,
          ...(isFull ? {} : { known: readIndexInputs({ ctx: { graph } }) }),
          onProgress: (step) => progress.show(phaseProgress(step)),
        });
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      }
    });
    progress.show({ label: 'Storing', done: 0, total: 0 });
    return await storeFacts({ graph, root, facts, startedAt, basis });
  };
  try {
    const { isUnchanged } = await readUntilNewest({ ctx: { graph }, input: { attempt } });
    return { codebase: describeCodebase({ ctx: { graph } }), isUnchanged };
  } finally {
    progress.clear();
    graph.close();
  }
}
