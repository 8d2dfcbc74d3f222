import type { CallPaths, PathHop, Relation } from '@clew/contracts';
import { type Command, Option } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import { askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import { columns } from '../output/columns.ts';
import { completenessLines } from '../output/completeness-lines.ts';
import { counted } from '../output/counted.ts';
import type { Paint } from '../output/paint.ts';
import { siteOf } from '../output/site.ts';
import { addExamples, codebaseOption, depthOption, jsonOption, limitOption } from './options.ts';
import { nameArgument } from './symbol.ts';
import { relationWords } from './vocabulary.ts';

interface PathOptions extends AnswerOptions, GraphOptions {
  readonly relation?: readonly Relation[];
  readonly depth: number;
  readonly limit: number;
  readonly blocking?: boolean;
}

export function addPath(program: Command, shell: CommandShell): void {
  const command = program
    .command('path')
    .description('how one symbol comes to call another')
    .argument('<from>', nameArgument)
    .argument('<to>', 'the same of where the way ends')
    .addOption(
      new Option(
        '-r, --relation <relation...>',
        'what makes a step, instead of calls and instantiations',
      ).choices(relationWords),
    )
    .addOption(depthOption(10))
    .addOption(limitOption(5))
    .option('--blocking', 'list what could add to the answer')
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (from: string, to: string, options: PathOptions) => {
      const { relation: relations, depth, limit } = options;
      const paths = await askGraph(shell, options, async ({ graph, resolve }) => {
        const { findPaths } = await import('@clew/graph-store');
        const input = { from: resolve(from).fqn, to: resolve(to).fqn, relations, depth, limit };
        return findPaths({ ctx: { graph }, input });
      });
      const { paint, out } = shell;
      const layout = { paint, width: out.width() };
      shell.answer(options, paths, () => [
        heading(paths, paint),
        ...paths.items.flatMap(({ length, hops }, index) => [
          `${index + 1}. ${counted(length, 'step')}`,
          ...hopLines(hops, layout),
        ]),
        ...(paths.truncated ? [paint.faint('There may be more ways: --limit shows more.')] : []),
        ...completenessLines(paths.completeness, { ...layout, showAll: options.blocking === true }),
      ]);
    });
  addExamples(command, [
    ['clew path main openGraph', 'the shortest ways, first'],
    ['clew path src/api.ts Cart.total --depth 20', 'from anything in a file'],
    ['clew path Cart Money --relation references', 'by another relation'],
  ]);
}

function heading({ from, to, items, max_depth }: CallPaths, paint: Paint): string {
  const ends = `from ${paint.strong(from.fqn)} to ${paint.strong(to.fqn)}`;
  if (items.length > 0) return `${counted(items.length, 'way')} ${ends}`;
  return `No way ${ends} within ${counted(max_depth, 'step')}`;
}

function hopLines(
  hops: readonly PathHop[],
  { paint, width }: { readonly paint: Paint; readonly width: number | null },
): readonly string[] {
  return columns(
    hops.map(({ to, relation, file, line, dispatch }) => [
      dispatch ? '  at run time' : `  ${siteOf(file, line)}`,
      paint.faint(dispatch ? 'runs' : relation),
      to,
    ]),
    width,
  );
}
