import type { Impact } from '@clew/contracts';
import { type Command, Option } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import { askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import { completenessLines } from '../output/completeness-lines.ts';
import { counted } from '../output/counted.ts';
import { reachLines } from '../output/reach-lines.ts';
import { placeOf } from '../output/site.ts';
import {
  addExamples,
  atOption,
  codebaseOption,
  depthOption,
  jsonOption,
  limitOption,
} from './options.ts';
import { nameArgument } from './symbol.ts';

interface ImpactOptions extends AnswerOptions, GraphOptions {
  readonly depth: number;
  readonly limit: number;
  readonly blocking?: boolean;
  readonly at?: string;
}

export function addImpact(program: Command, shell: CommandShell): void {
  const command = program
    .command('impact')
    .description('what a change of a symbol would reach')
    .argument('<name>', nameArgument)
    .addOption(depthOption(5))
    .addOption(limitOption(100))
    .addOption(new Option('--blocking', 'list what could add to the answer'))
    .addOption(atOption())
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (name: string, options: ImpactOptions) => {
      const impact = await ask(shell, name, options);
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
    ['clew impact Cart.add --at 2026-03-01', 'as it was then; asks the API'],
    ['clew impact openGraph --json', 'the answer of GET …/symbols/{fqn}/impact'],
  ]);
}

async function ask(shell: CommandShell, name: string, options: ImpactOptions): Promise<Impact> {
  const { depth, limit, at } = options;
  if (at === undefined) {
    return askGraph(shell, options, async ({ graph, resolve }) => {
      const { getImpact } = await import('@clew/graph-store');
      return getImpact({ ctx: { graph }, input: { fqn: resolve(name).fqn, depth, limit } });
    });
  }
  const [{ askPast }, { routes }] = await Promise.all([
    import('../api/ask-past.ts'),
    import('@clew/contracts/api'),
  ]);
  return askPast(shell, options, [name], ({ codebase, fqns: [fqn = name], call }) =>
    call(routes.getImpact, { params: { name: codebase, fqn }, query: { depth, limit, at } }),
  );
}
