import { resolve } from 'node:path';
import type { Codebase, ScipReport } from '@clew/contracts';
import type { Command } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import type { IndexTarget } from '../graphs/index-target.ts';
import { counted } from '../output/counted.ts';
import { indexSummary } from '../output/index-summary.ts';
import type { Paint } from '../output/paint.ts';
import { progressLine } from '../output/progress-line.ts';
import { addExamples, codebaseOption, jsonOption } from './options.ts';

interface ImportOptions extends AnswerOptions {
  readonly codebase?: string;
  readonly root?: string;
  readonly includeTypescript?: boolean;
}

export function addImport(program: Command, shell: CommandShell): void {
  const command = program
    .command('import')
    .description('take what a SCIP indexer found, for any language, into the graph')
    .argument('<file>', 'the index, usually index.scip')
    .option('--root <folder>', 'folder of the sources; by default the codebase of this folder')
    .option(
      '--include-typescript',
      'TypeScript and JavaScript too, which `clew index` reads better',
    )
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (file: string, options: ImportOptions) => {
      const [config, { indexTarget }] = await Promise.all([
        shell.config(),
        import('../graphs/index-target.ts'),
      ]);
      const { workingDir } = shell;
      const { root, codebase: name } = options;
      const target = indexTarget({ config, workingDir, root, name });
      const { codebase, report } = await importInto(shell, target, {
        path: resolve(workingDir, file),
        includeTypeScript: options.includeTypescript === true,
      });
      shell.answer(options, { codebase, report }, () => [
        ...indexSummary(codebase, target, shell.paint),
        ...reportLines(report, shell.paint),
      ]);
    });
  addExamples(command, [
    ['scip-java index && clew import index.scip', 'Java, Scala, Kotlin'],
    ['clew import index.scip --codebase shop', 'into a codebase by its name'],
  ]);
}

async function importInto(
  shell: CommandShell,
  { home, name, root }: IndexTarget,
  input: { readonly path: string; readonly includeTypeScript: boolean },
): Promise<{ readonly codebase: Codebase; readonly report: ScipReport }> {
  const [{ importScip }, { describeCodebase, openCodebase }, { storeFacts }] = await Promise.all([
    import('@clew/indexer'),
    import('@clew/graph-store'),
    import('../graphs/store-facts.ts'),
  ]);
  const progress = progressLine(shell.err);
  const startedAt = new Date();
  try {
    const { batch, report } = await shell.interruptible(async (signal) => {
      try {
        return await importScip({
          ...input,
          root,
          signal,
          onProgress: (done, total) =>
            progress.show({ label: 'Reading', done, total, unit: 'byte' }),
        });
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      }
    });
    progress.show({ label: 'Storing', done: 0, total: 0 });
    const graph = openCodebase({ ctx: { home }, input: { name } });
    try {
      await storeFacts({ graph, root, facts: batch, startedAt });
      return { codebase: describeCodebase({ ctx: { graph } }), report };
    } finally {
      graph.close();
    }
  } finally {
    progress.clear();
  }
}

function reportLines(report: ScipReport, paint: Paint): readonly string[] {
  const oddities: readonly (readonly [number, string])[] = [
    [report.skipped_documents, 'documents left out'],
    [report.duplicate_documents, 'documents that came again'],
    [report.documents_without_source, 'documents without their source: calls are guesses there'],
    [report.malformed + report.without_symbol, 'occurrences without a usable symbol'],
    [report.invalid_texts, 'texts that are not valid UTF-8'],
    [report.estimated_callers, 'sites whose caller was guessed'],
  ];
  return [
    paint.faint(
      `  by ${report.tool}: ${counted(report.documents, 'document')}, ${counted(report.occurrences, 'occurrence')}`,
    ),
    ...oddities
      .filter(([count]) => count > 0)
      .map(([count, what]) => paint.notable(`  ${count.toLocaleString('en-US')} ${what}`)),
    ...report.problems.map((problem) => paint.notable(`  ${problem}`)),
  ];
}
