import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AffectedTests, GraphState } from '@clew/contracts';
import { type Command, Option } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import { type AskedGraph, askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import { completenessLines } from '../output/completeness-lines.ts';
import { counted } from '../output/counted.ts';
import { addExamples, codebaseOption, depthOption, jsonOption, limitOption } from './options.ts';

interface AffectedOptions extends AnswerOptions, GraphOptions {
  readonly patch?: string;
  readonly graphHolds: GraphState;
  readonly depth: number;
  readonly limit: number;
  readonly blocking?: boolean;
}

export function addAffectedTests(program: Command, shell: CommandShell): void {
  const command = program
    .command('affected-tests')
    .description('the test files that run what was changed since a commit')
    .argument('[base]', 'a commit, branch or tag that the working tree is compared with', 'HEAD')
    .option('-p, --patch <file>', 'a patch instead; `-` reads it from the standard input')
    .addOption(
      new Option(
        '--graph-holds <state>',
        'whether the graph is of the code before or after a patch',
      )
        .choices(['before', 'after'])
        .default('before'),
    )
    .addOption(depthOption(20))
    .addOption(limitOption(1000))
    .option('--blocking', 'list what could add to the answer')
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (base: string, options: AffectedOptions) => {
      const patch = await patchOf(shell, options);
      const affected = await askGraph(shell, options, (asked) =>
        patch === null ? sinceCommit(asked, base, options) : byPatch(asked, patch, options),
      );
      // The files alone, so that a test runner can take them.
      shell.answer(options, affected, () => affected.items.map(({ file }) => file));
      if (options.json !== true) tellHow(shell, affected, options);
    });
  addExamples(command, [
    ['clew index && clew affected-tests main', 'of everything since the branch main'],
    ['clew affected-tests | xargs vitest run', 'of what is not committed yet'],
    ['git diff main | clew affected-tests -p -', 'of a patch that the graph does not hold yet'],
  ]);
}

async function patchOf(shell: CommandShell, { patch }: AffectedOptions): Promise<string | null> {
  if (patch === undefined) return null;
  if (patch === '-') return shell.readInput();
  const path = resolve(shell.workingDir, patch);
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const { CliError } = await import('../cli-error.ts');
    throw new CliError('file_unreadable', `The patch ${path} cannot be read.`, { cause });
  }
}

/** The graph is to hold the working tree: changed files that it read before are told as unknown. */
async function sinceCommit(
  { graph, codebase }: AskedGraph,
  base: string,
  { depth, limit }: AffectedOptions,
): Promise<AffectedTests> {
  const { getAffectedTests, readGitDiff } = await import('@clew/graph-store');
  const { commit, ...diff } = await readGitDiff({ root: codebase.root, base });
  return getAffectedTests({
    ctx: { graph },
    input: { ...diff, base: commit, graph_holds: 'after', depth, limit },
  });
}

async function byPatch(
  { graph }: AskedGraph,
  patch: string,
  { depth, limit, graphHolds }: AffectedOptions,
): Promise<AffectedTests> {
  const { getAffectedTests } = await import('@clew/graph-store');
  return getAffectedTests({
    ctx: { graph },
    input: { patch, graph_holds: graphHolds, depth, limit },
  });
}

function tellHow(shell: CommandShell, affected: AffectedTests, options: AffectedOptions): void {
  const { touched, unknown_files, total, items, completeness } = affected;
  const { paint, err } = shell;
  shell.note(`${counted(touched.length, 'changed symbol')}, ${counted(total, 'test file')} to run`);
  for (const { file, reason } of unknown_files) {
    shell.note(`  ${file} ${paint.faint(reason.replace('_', ' '))}`);
  }
  if (total > items.length) shell.note(`  and ${total - items.length} more: -n ${total}`);
  const layout = { paint, width: err.width(), showAll: options.blocking === true };
  for (const line of completenessLines(completeness, layout)) shell.note(line);
}
