import type { Symbol as GraphSymbol, SymbolDetails } from '@clew/contracts';
import { type Command, Option } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import { askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import { columns } from '../output/columns.ts';
import { staleMark } from '../output/knowledge-lines.ts';
import type { Paint } from '../output/paint.ts';
import { placeOf } from '../output/site.ts';
import { addExamples, atOption, codebaseOption, jsonOption } from './options.ts';

interface ShowOptions extends AnswerOptions, GraphOptions {
  readonly source?: boolean;
  readonly at?: string;
}

export const nameArgument =
  'its fully qualified name, or as much of the end as tells it from others';

export function addSymbol(program: Command, shell: CommandShell): void {
  const command = program
    .command('symbol')
    .description('show one symbol')
    .argument('<name>', nameArgument)
    .addOption(new Option('-s, --source', 'show its source as well').conflicts('at'))
    .addOption(atOption())
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (name: string, options: ShowOptions) => {
      const { symbol, root } = await find(shell, name, options);
      const source = options.source === true ? await sourceOf(symbol, root) : null;
      shell.answer(options, source === null ? symbol : { ...symbol, source }, () => [
        ...describe(symbol, shell.paint),
        ...(source === null ? [] : ['', ...source.split('\n')]),
      ]);
    });
  addExamples(command, [
    ['clew symbol openGraph', 'when only one symbol is named so'],
    ['clew symbol src/cart.ts#Cart.add', 'by the path of its file'],
    ['clew symbol Cart.add --source', 'with its lines'],
  ]);
}

async function sourceOf(symbol: GraphSymbol, root: string): Promise<string> {
  const { readSource } = await import('../graphs/read-source.ts');
  return readSource(root, symbol);
}

async function find(
  shell: CommandShell,
  name: string,
  options: ShowOptions,
): Promise<{ readonly symbol: SymbolDetails; readonly root: string }> {
  const { at } = options;
  if (at === undefined) {
    return askGraph(shell, options, async ({ graph, codebase, resolve }) => {
      const { getSymbol } = await import('@clew/graph-store');
      const { fqn } = resolve(name);
      return { symbol: getSymbol({ ctx: { graph }, input: { fqn } }), root: codebase.root };
    });
  }
  const [{ askPast }, { routes }] = await Promise.all([
    import('../api/ask-past.ts'),
    import('@clew/contracts/api'),
  ]);
  return askPast(shell, options, [name], async ({ codebase, fqns: [fqn = name], call }) => ({
    symbol: await call(routes.getSymbol, { params: { name: codebase, fqn }, query: { at } }),
    root: '',
  }));
}

function describe(symbol: SymbolDetails, paint: Paint): readonly string[] {
  const facts: readonly (readonly [string, string])[] = [
    ['kind', [...symbol.modifiers, symbol.kind.replace('_', ' ')].join(' ')],
    ['declared', placeOf(symbol)],
    ['in', symbol.parent ?? ''],
    ['signature', symbol.signature ?? ''],
    ['annotations', symbol.annotations.join(' ')],
  ];
  const { summary } = symbol;
  return [
    paint.strong(symbol.fqn),
    ...columns(
      facts
        .filter(([, value]) => value !== '')
        .map(([label, value]) => [`  ${paint.faint(label)}`, value.replaceAll(/\s+/g, ' ')]),
      null,
    ),
    ...(summary === null
      ? []
      : ['', ...`${staleMark(summary.is_stale, paint)}${summary.summary}`.split('\n')]),
  ];
}
