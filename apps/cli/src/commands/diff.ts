import type { DifferenceKind, GraphDiff, GraphDifference, SymbolRef } from '@clew/contracts';
import { type Command, Option } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import type { GraphOptions } from '../graphs/ask-graph.ts';
import { columns } from '../output/columns.ts';
import { counted } from '../output/counted.ts';
import type { Paint } from '../output/paint.ts';
import { entryText } from '../output/reach-lines.ts';
import { placeOf, siteOf } from '../output/site.ts';
import { addExamples, codebaseOption, jsonOption, limitOption } from './options.ts';
import { differenceKindWords } from './vocabulary.ts';

interface DiffOptions extends AnswerOptions, GraphOptions {
  readonly kind?: DifferenceKind;
  readonly limit: number;
  readonly cursor?: string;
}

export function addDiff(program: Command, shell: CommandShell): void {
  const command = program
    .command('diff')
    .description('what differs between two moments of a codebase')
    .argument('<from>', 'a revision, a commit or a time')
    .argument('[to]', 'the same; now, when left out')
    .addOption(
      new Option('-k, --kind <kind>', 'only differences of this kind').choices(differenceKindWords),
    )
    .addOption(limitOption(100))
    .option('--cursor <cursor>', 'go on behind an earlier page')
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (from: string, to: string | undefined, options: DiffOptions) => {
      const [{ askPast, mostPastItems }, { routes }] = await Promise.all([
        import('../api/ask-past.ts'),
        import('@clew/contracts/api'),
      ]);
      const { kind, cursor } = options;
      const limit = Math.min(options.limit, mostPastItems);
      const diff = await askPast(shell, options, [], ({ codebase, call }) =>
        call(routes.diffRevisions, {
          params: { name: codebase },
          query: { from, to, kind, limit, cursor },
        }),
      );
      const { paint, out } = shell;
      shell.answer(options, diff, () => [
        heading(diff, paint),
        ...columns(
          diff.items.map((item) => differenceCells(item, paint)),
          out.width(),
        ),
      ]);
      if (options.json !== true && diff.next_cursor !== null) {
        shell.note(paint.faint(`There is more: --cursor ${diff.next_cursor}`));
      }
    });
  addExamples(command, [
    ['clew diff 3', 'since revision 3'],
    ['clew diff 2026-03-01 2026-03-08', 'of one week'],
    ['clew diff a1b2c3d --kind edge_added', 'what uses something new since a commit'],
  ]);
}

function heading({ from, to, totals }: GraphDiff, paint: Paint): string {
  const side = ({ revision, commit }: GraphDiff['from']) =>
    `revision ${revision ?? 'none'}${commit === null ? '' : ` (${commit.slice(0, 10)})`}`;
  const some = Object.entries(totals)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => {
      const words = kind.split('_');
      const verb = words.pop() ?? '';
      const noun = words.join(' ');
      return `${counted(count, noun, noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`)} ${verb}`;
    });
  const what = some.length === 0 ? 'nothing differs' : some.join(', ');
  return `From ${side(from)} to ${side(to)}: ${paint.strong(what)}`;
}

function differenceCells(item: GraphDifference, paint: Paint): readonly string[] {
  switch (item.kind) {
    case 'symbol_added':
      return [paint.good('+ symbol'), placeOf(item.symbol), item.symbol.fqn];
    case 'symbol_removed':
      return [paint.bad('- symbol'), placeOf(item.symbol), item.symbol.fqn];
    case 'symbol_renamed':
      return [
        paint.notable('~ symbol'),
        placeOf(item.symbol),
        `${item.old_fqn} → ${item.symbol.fqn}`,
      ];
    case 'symbol_changed':
      return [
        paint.notable('~ symbol'),
        placeOf(item.symbol),
        `${item.symbol.fqn} ${paint.faint(`(${item.changed.join(', ')})`)}`,
      ];
    case 'edge_added':
      return [paint.good('+ edge'), siteOf(item.file, item.line), edgeText(item)];
    case 'edge_removed':
      return [paint.bad('- edge'), siteOf(item.file, item.line), edgeText(item)];
    case 'entry_point_added':
      return [paint.good('+ entry'), placeOf(item.symbol), `${entryText(item)} ${item.symbol.fqn}`];
    case 'entry_point_removed':
      return [paint.bad('- entry'), placeOf(item.symbol), `${entryText(item)} ${item.symbol.fqn}`];
    case 'dependency_added':
      return [paint.good('+ system'), placeOf(item.caller), dependencyText(item)];
    case 'dependency_removed':
      return [paint.bad('- system'), placeOf(item.caller), dependencyText(item)];
  }
}

function edgeText({
  from,
  relation,
  to,
}: {
  readonly from: SymbolRef;
  readonly relation: string;
  readonly to: SymbolRef;
}): string {
  return `${from.fqn} ${relation} ${to.fqn}`;
}

function dependencyText({
  caller,
  dependency_type,
  target,
}: {
  readonly caller: SymbolRef;
  readonly dependency_type: string;
  readonly target: string | null;
}): string {
  return `${caller.fqn} → ${dependency_type}${target === null ? '' : ` ${target}`}`;
}
