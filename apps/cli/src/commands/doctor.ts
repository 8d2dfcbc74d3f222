import type { FactBatch } from '@clew/contracts';
import type { Command } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import { askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import { phaseProgress } from '../output/index-summary.ts';
import { progressLine } from '../output/progress-line.ts';
import { addExamples, codebaseOption, jsonOption } from './options.ts';

interface DoctorOptions extends AnswerOptions, GraphOptions {
  readonly quick?: boolean;
}

export function addDoctor(program: Command, shell: CommandShell): void {
  const command = program
    .command('doctor')
    .description('whether a graph is sound, and says what its sources say')
    .option('--quick', 'do not index the sources anew to compare')
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action((options: DoctorOptions) => examine(shell, options));
  command.addHelpText(
    'after',
    '\nReads the whole graph and all sources, and writes nothing. Ends with 1 when something is wrong; notes\ndo not count.',
  );
  addExamples(command, [
    ['clew doctor', 'the codebase of this folder, compared with a full index'],
    ['clew doctor --quick --json', 'for monitoring'],
  ]);
}

async function examine(shell: CommandShell, options: DoctorOptions): Promise<void> {
  const [{ diagnose, isSound }, { diagnosisLines }] = await Promise.all([
    import('../doctor/diagnose.ts'),
    import('../doctor/diagnosis-lines.ts'),
  ]);
  const { diagnosis, name } = await askGraph(shell, options, async ({ graph, codebase }) => {
    const { root } = codebase;
    const indexAnew = options.quick === true ? null : () => indexSources(shell, root);
    return { diagnosis: await diagnose({ graph, root, indexAnew }), name: codebase.name };
  });
  shell.answer(options, diagnosis, () => diagnosisLines(diagnosis, name, shell.paint));
  shell.endWith(isSound(diagnosis) ? 0 : 1);
}

async function indexSources(shell: CommandShell, root: string): Promise<FactBatch> {
  const { runIndexJob } = await import('@clew/indexer');
  const progress = progressLine(shell.err);
  try {
    return await shell.interruptible(async (signal) => {
      try {
        return await runIndexJob({
          root,
          signal,
          onProgress: (step) => progress.show(phaseProgress(step)),
        });
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      }
    });
  } finally {
    progress.clear();
  }
}
