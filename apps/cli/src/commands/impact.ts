import { type Command, Option } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import { askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import { completenessLines } from '../output/completeness-lines.ts';
import { counted } from '../output/counted.ts';
import { reachLines } from '../output/reach-lines.ts';
import { placeOf } from '../output/site.ts';
import { addExamples, codebaseOption, depthOption, jsonOption, limitOption } from './options.ts';
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
    .addOption(depthOption(5))
    .addOption(limitOption(100))
    .addOption(new Option('--blocking', 'list what could add to the answer'))
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
      const { target, total } = impact;
      const layout = { paint, width: out.width() };
      const what = `${paint.strong(target.fqn)} ${paint.faint(`${target.kind}, ${placeOf(target)}`)}`;
      shell.answer(options, impact, () => [
        `A change of ${what} reaches ${total === 0 ? 'no other symbol' : counted(total, 'symbol')}`,
        ...reachLines(impact, layout),
        ...completenessLines(impact.completeness, {
          ...layout,
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
