import type { DeadSymbol, Death, DoubtReason } from '@clew/contracts';
import type { Command } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import { askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import { columns } from '../output/columns.ts';
import { counted } from '../output/counted.ts';
import type { Paint } from '../output/paint.ts';
import { placeOf } from '../output/site.ts';
import { addExamples, codebaseOption, jsonOption, limitOption, listOf } from './options.ts';

interface DeadCodeOptions extends AnswerOptions, GraphOptions {
  readonly certain?: boolean;
  /** False with `--no-tests`. */
  readonly tests: boolean;
  readonly root?: readonly string[];
  readonly limit: number;
}

const reasons: Readonly<Record<Death, string>> = {
  unused: 'unused',
  only_used_by_dead: 'used by dead code only',
  only_used_by_tests: 'used by tests only',
  never_loaded: 'never loaded',
};

const doubts: Readonly<Record<DoubtReason, string>> = {
  unresolved_name: 'a site with an unknown target has its name',
  computed_access: 'a member is picked by a computed name',
  structural: 'it may be called through another type',
  container_used: 'what holds it is used',
  reexported: 'it is handed on to whoever imports it',
  annotated: 'a decorator may hand it on',
  started_by_tool: 'a tool may start it',
  package_without_entry: 'its package has no known entry',
  file_not_indexed: 'a file could not be indexed',
  used_by_doubtful: 'something that may be alive uses it',
};

export function addDeadCode(program: Command, shell: CommandShell): void {
  const command = program
    .command('dead-code')
    .description('what nothing reaches, from entry points, exports and tests')
    .option('--certain', 'only what nothing speaks against')
    .option('--no-tests', 'what only tests use is dead too')
    .option('--root <glob...>', 'names or paths that live as well, `*` for anything', listOf)
    .addOption(limitOption(100))
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (options: DeadCodeOptions) => {
      const { certain, tests, root: roots, limit } = options;
      const found = await askGraph(shell, options, async ({ graph }) => {
        const { findDeadCode } = await import('@clew/graph-store');
        return findDeadCode({ ctx: { graph }, input: { certain, tests, roots, limit } });
      });
      const { paint, out } = shell;
      shell.answer(options, found, () => deadLines(found.items, paint, out.width()));
      if (options.json === true) return;
      const listed = found.items.length;
      shell.note(
        found.total === 0
          ? 'Nothing is dead.'
          : `${counted(found.total, 'symbol')} that nothing reaches, ${found.certain} for certain${listed < found.total ? `; -n ${found.total} lists all` : ''}.`,
      );
    });
  addExamples(command, [
    ['clew dead-code --certain', 'what can go'],
    ['clew dead-code --no-tests', 'also what only tests keep alive'],
    ["clew dead-code --root 'src/plugins/*'", 'with more places where the world enters'],
  ]);
}

function deadLines(
  items: readonly DeadSymbol[],
  paint: Paint,
  width: number | null,
): readonly string[] {
  return columns(
    items.map(({ symbol, why, certainty, doubts: [doubt] }) => [
      certainty === 'certain' ? paint.bad('certain ') : paint.notable('possible'),
      placeOf(symbol),
      paint.faint(doubt === undefined ? reasons[why] : `${reasons[why]}; ${doubts[doubt.reason]}`),
      symbol.fqn,
    ]),
    width,
  );
}
