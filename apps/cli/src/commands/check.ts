import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ArchitectureReport } from '@clew/contracts';
import type { Graph } from '@clew/graph-store';
import { type Command, Option } from 'commander';
import { type CheckFormat, checkFormats } from '../check/check-formats.ts';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import type { ExitCode } from '../exit-code.ts';
import { askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import { packageVersion } from '../package-version.ts';
import { addExamples, codebaseOption, jsonOption } from './options.ts';

interface CheckOptions extends AnswerOptions, GraphOptions {
  readonly format: CheckFormat;
  readonly output?: string;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly allowStale?: boolean;
}

export function addCheck(program: Command, shell: CommandShell): void {
  const command = program
    .command('check')
    .description('hold the code against the architecture that clew.yaml describes')
    .addOption(
      new Option('-f, --format <format>', 'how to tell what was found')
        .choices(checkFormats)
        .default('human'),
    )
    .option('-o, --output <file>', 'write the report there')
    .option('--baseline <file>', 'known violations; by default the file that clew.yaml names')
    .option('--update-baseline', 'take all violations of now as known')
    .option('--allow-stale', 'trust a graph that is older than the sources')
    .addOption(codebaseOption())
    .addOption(jsonOption().implies({ format: 'json' }))
    .action((options: CheckOptions) => check(shell, options));
  command.addHelpText(
    'after',
    '\nEnds with 0 when every rule held, 1 for new violations of rules with severity error, 2 when\nclew.yaml cannot be used, 3 when a rule could not be judged or the graph is older than the sources.',
  );
  addExamples(command, [
    ['clew index && clew check', 'in CI, or before a commit'],
    ['clew check --format github', 'annotations in GitHub Actions'],
    ['clew check --format sarif -o clew.sarif', 'for code scanning'],
    ['clew check --update-baseline', 'only new violations fail from now on'],
  ]);
}

async function check(shell: CommandShell, options: CheckOptions): Promise<void> {
  const { runCheck, updateBaseline } = await import('../check/run-check.ts');
  const { run, isStale, root } = await askGraph(shell, options, async ({ graph, codebase }) => {
    const { baseline } = options;
    const found = await runCheck({ graph, root: codebase.root, baseline });
    return {
      run: found,
      root: codebase.root,
      isStale: options.allowStale !== true && (await isOutdated(graph, codebase.root)),
    };
  });
  const text = await reportText(shell, run.report, options);
  if (options.output === undefined) shell.out.write(text);
  else writeFileSync(resolve(shell.workingDir, options.output), text);
  if (isStale) {
    shell.note(
      'The graph was made from other sources than there are now, or by another version. Run `clew index` first, or give --allow-stale.',
    );
  }
  if (options.updateBaseline === true) {
    const count = updateBaseline(root, run);
    shell.note(`${run.baselinePath} holds ${count} known violations now.`);
    shell.endWith(isStale ? 3 : 0);
    return;
  }
  shell.endWith(exitCodeOfCheck(run.report, isStale));
}

/** A violation is one however old the graph is; that there are none is only true of these sources. */
export function exitCodeOfCheck({ verdict }: ArchitectureReport, isStale: boolean): ExitCode {
  if (verdict === 'failed') return 1;
  return verdict === 'unknown' || isStale ? 3 : 0;
}

async function isOutdated(graph: Graph, root: string): Promise<boolean> {
  const [{ readIndexInputs }, { isUpToDate }] = await Promise.all([
    import('@clew/graph-store'),
    import('@clew/indexer'),
  ]);
  return !isUpToDate({ root, known: readIndexInputs({ ctx: { graph } }) });
}

async function reportText(
  shell: CommandShell,
  report: ArchitectureReport,
  { format, output }: CheckOptions,
): Promise<string> {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'sarif': {
      const { sarifLog } = await import('../check/sarif-log.ts');
      return `${JSON.stringify(sarifLog(report, { version: packageVersion() }), null, 2)}\n`;
    }
    case 'github': {
      const { githubAnnotations } = await import('../check/github-annotations.ts');
      return githubAnnotations(report)
        .map((line) => `${line}\n`)
        .join('');
    }
    case 'human': {
      const [{ reportLines }, { paintFor }] = await Promise.all([
        import('../check/report-lines.ts'),
        import('../output/paint.ts'),
      ]);
      const isFile = output !== undefined;
      const paint = isFile ? paintFor(false) : shell.paint;
      const width = isFile ? null : shell.out.width();
      return reportLines(report, { paint, width })
        .map((line) => `${line}\n`)
        .join('');
    }
  }
}
