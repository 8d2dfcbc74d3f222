import type { Codebase } from '@clew/contracts';
import type { Command } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import type { IndexTarget } from '../graphs/index-target.ts';
import { indexSummary } from '../output/index-summary.ts';
import { progressLine } from '../output/progress-line.ts';
import { addExamples, codebaseOption, jsonOption } from './options.ts';

interface IndexOptions extends AnswerOptions {
  readonly codebase?: string;
}

const labels = {
  discovering: 'Looking for sources',
  loading: 'Loading the compiler',
  extracting: 'Reading',
} as const;

export function addIndex(program: Command, shell: CommandShell): void {
  const command = program
    .command('index')
    .description('bring the graph of a codebase up to date with its sources')
    .argument('[root]', 'folder of the sources; by default the codebase of the current folder')
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (root: string | undefined, options: IndexOptions) => {
      const [config, { indexTarget }] = await Promise.all([
        shell.config(),
        import('../graphs/index-target.ts'),
      ]);
      const { workingDir } = shell;
      const target = indexTarget({ config, workingDir, root, name: options.codebase });
      const codebase = await indexAll(shell, target);
      shell.answer(options, codebase, () => indexSummary(codebase, target, shell.paint));
    });
  addExamples(command, [
    ['clew index', 'this folder, or the codebase that it is in'],
    ['clew index ~/src/shop', 'another folder; its graph goes into the .clew there'],
    ['clew index --codebase shop', 'a codebase by its name'],
  ]);
}

/**
 * Reads the sources in a process of its own, which ends when this one is asked to, and stores what
 * it found in one transaction: the graph has all of the run or nothing.
 */
async function indexAll(shell: CommandShell, target: IndexTarget): Promise<Codebase> {
  const [{ runIndexJob }, { applyFacts, describeCodebase, openCodebase }] = await Promise.all([
    import('@clew/indexer'),
    import('@clew/graph-store'),
  ]);
  const { home, name, root } = target;
  const progress = progressLine(shell.err);
  const startedAt = new Date();
  try {
    const facts = await shell.interruptible(async (signal) => {
      try {
        return await runIndexJob({
          root,
          signal,
          onProgress: ({ phase, done, total }) =>
            progress.show({
              label: labels[phase],
              done: phase === 'extracting' ? done : 0,
              total: phase === 'extracting' ? total : 0,
            }),
        });
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      }
    });
    progress.show({ label: 'Storing', done: 0, total: 0 });
    const graph = openCodebase({ ctx: { home }, input: { name } });
    try {
      applyFacts({ ctx: { graph, startedAt }, input: facts });
      return describeCodebase({ ctx: { graph } });
    } finally {
      graph.close();
    }
  } finally {
    progress.clear();
  }
}
