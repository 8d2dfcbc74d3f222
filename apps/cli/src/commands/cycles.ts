import type { Cycle, CycleHop, CycleUnit, Relation } from '@clew/contracts';
import { type Command, Option } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import { askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import { columns } from '../output/columns.ts';
import { completenessLines } from '../output/completeness-lines.ts';
import { counted } from '../output/counted.ts';
import type { Paint } from '../output/paint.ts';
import { siteOf } from '../output/site.ts';
import { addExamples, codebaseOption, jsonOption, limitOption } from './options.ts';
import { cycleUnitWords, relationWords } from './vocabulary.ts';

interface CycleOptions extends AnswerOptions, GraphOptions {
  readonly level: CycleUnit;
  readonly relation?: readonly Relation[];
  readonly types?: boolean;
  readonly limit: number;
}

export function addCycles(program: Command, shell: CommandShell): void {
  const command = program
    .command('cycles')
    .description('what comes back to itself: files, packages or symbols')
    .addOption(
      new Option('-l, --level <level>', 'between what').choices(cycleUnitWords).default('file'),
    )
    .addOption(
      new Option('-r, --relation <relation...>', 'what makes a step').choices(relationWords),
    )
    .option('--types', 'imports of types alone, which vanish when compiled, count too')
    .addOption(limitOption(20))
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (options: CycleOptions) => {
      const { level, relation: relations, types, limit } = options;
      const report = await askGraph(shell, options, async ({ graph }) => {
        const { findCycles } = await import('@clew/graph-store');
        return findCycles({ ctx: { graph }, input: { level, relations, types, limit } });
      });
      const { paint, out } = shell;
      const layout = { paint, width: out.width() };
      const { items, total, completeness } = report;
      shell.answer(options, report, () => [
        total === 0
          ? `No cycles of ${level}s`
          : `${counted(total, 'group')} of ${level}s that reach each other`,
        ...items.flatMap((cycle, index) => cycleLines(cycle, index + 1, level, layout)),
        ...(total > items.length
          ? [paint.faint(`and ${total - items.length} more: -n ${total}`)]
          : []),
        ...completenessLines(completeness, layout),
      ]);
    });
  addExamples(command, [
    ['clew cycles', 'files that import each other'],
    ['clew cycles --level package --types', 'packages, also through types'],
    ['clew cycles --level symbol', 'recursion over several functions'],
  ]);
}

function cycleLines(
  { size, example }: Cycle,
  number: number,
  level: CycleUnit,
  { paint, width }: { readonly paint: Paint; readonly width: number | null },
): readonly string[] {
  const site = ({ file, line, dispatch }: CycleHop) =>
    dispatch ? 'at run time' : siteOf(file, line);
  return [
    `${number}. ${counted(size, level)}, the shortest way around:`,
    ...columns(
      example.map((hop) => [
        `   ${hop.from}`,
        paint.faint(hop.relation),
        hop.to,
        paint.faint(site(hop)),
      ]),
      width,
    ),
  ];
}
