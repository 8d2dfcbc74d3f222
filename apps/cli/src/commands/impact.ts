import type { Impact } from '@clew/contracts';
import { type Command, Option } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import { askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import { columns } from '../output/columns.ts';
import { completenessLines } from '../output/completeness-lines.ts';
import { counted } from '../output/counted.ts';
import type { Paint } from '../output/paint.ts';
import { placeOf } from '../output/site.ts';
import { addExamples, codebaseOption, jsonOption, limitOption, wholeNumber } from './options.ts';
import { nameArgument } from './symbol.ts';

interface ImpactOptions extends AnswerOptions, GraphOptions {
  readonly depth: number;
  readonly limit: number;
  readonly blocking?: boolean;
}

export function addImpact(program: Command, shell: CommandShell): void {
  const command = program
    .command('impact')
    .description('what a change of a symbol would reach')
    .argument('<name>', nameArgument)
    .addOption(
      new Option('-d, --depth <steps>', 'how many steps to follow')
        .argParser(wholeNumber(1, 50))
        .default(5),
    )
    .addOption(limitOption(100))
    .option('--blocking', 'list what could add to the answer')
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (name: string, options: ImpactOptions) => {
      const { depth, limit } = options;
      const impact = await askGraph(shell, options, async ({ graph, resolve }) => {
        const { getImpact } = await import('@clew/graph-store');
        const { fqn } = resolve(name);
        return getImpact({ ctx: { graph }, input: { fqn, depth, limit } });
      });
      const { paint, out } = shell;
      shell.answer(options, impact, () => [
        ...impactLines(impact, paint, out.width()),
        ...completenessLines(impact.completeness, {
          paint,
          width: out.width(),
          showAll: options.blocking === true,
        }),
      ]);
    });
  addExamples(command, [
    ['clew impact Cart.add', 'nearest first'],
    ['clew impact src/cart.ts --depth 2', 'of a whole file'],
    ['clew impact openGraph --json', 'the answer of GET …/symbols/{fqn}/impact'],
  ]);
}

function impactLines(impact: Impact, paint: Paint, width: number | null): readonly string[] {
  const { target, items, total, by_depth, truncated } = impact;
  const name = `${paint.strong(target.fqn)} ${paint.faint(`${target.kind}, ${placeOf(target)}`)}`;
  if (total === 0) return [`A change of ${name} reaches nothing else.`];
  const depths = by_depth.map(({ depth, count }) => `${count} at step ${depth}`).join(', ');
  return [
    `A change of ${name} reaches ${counted(total, 'symbol')}`,
    paint.faint(`  ${depths}`),
    ...columns(
      items.map(({ symbol, depth, via }) => [
        `  ${depth}`,
        placeOf(symbol),
        paint.faint(via.relation),
        symbol.fqn,
      ]),
      width,
    ),
    ...(truncated
      ? [paint.faint(`  and ${(total - items.length).toLocaleString('en-US')} more: -n ${total}`)]
      : []),
  ];
}
