import type { Neighbours, Relation } from '@clew/contracts';
import { type Command, Option } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import { askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import { columns } from '../output/columns.ts';
import { completenessLines } from '../output/completeness-lines.ts';
import { counted } from '../output/counted.ts';
import type { Paint } from '../output/paint.ts';
import { placeOf, siteOf } from '../output/site.ts';
import {
  addExamples,
  atOption,
  codebaseOption,
  jsonOption,
  limitOption,
  mostItems,
} from './options.ts';
import { nameArgument } from './symbol.ts';
import { relationWords } from './vocabulary.ts';

interface NeighbourOptions extends AnswerOptions, GraphOptions {
  readonly relation?: Relation;
  readonly limit: number;
  readonly cursor?: string;
  readonly blocking?: boolean;
  readonly at?: string;
}

type Verb = 'getCallers' | 'getCallees';

export function addCallers(program: Command, shell: CommandShell): void {
  const command = addNeighbours(program, shell, {
    name: 'callers',
    description: 'who calls a symbol, and where',
    verb: 'getCallers',
    nouns: ['caller', 'callers'],
    relation: 'who has this relation to it, instead of calls and instantiations',
  });
  addExamples(command, [
    ['clew callers openGraph', 'says whether the list is complete'],
    ['clew callers Cart --relation inherits', 'its heirs'],
    ['clew callers Cart.add --blocking', 'with the places that could add to the list'],
  ]);
}

export function addCallees(program: Command, shell: CommandShell): void {
  const command = addNeighbours(program, shell, {
    name: 'callees',
    description: 'what a symbol calls, and where',
    verb: 'getCallees',
    nouns: ['callee', 'callees'],
    relation: 'what it has this relation to, instead of calls and instantiations',
  });
  addExamples(command, [
    ['clew callees openGraph', 'what it calls and instantiates'],
    ['clew callees src/cart.ts --relation imports', 'what a file imports'],
  ]);
}

function addNeighbours(
  program: Command,
  shell: CommandShell,
  kind: {
    readonly name: string;
    readonly description: string;
    readonly verb: Verb;
    readonly nouns: readonly [string, string];
    readonly relation: string;
  },
): Command {
  return program
    .command(kind.name)
    .description(kind.description)
    .argument('<name>', nameArgument)
    .addOption(new Option('-r, --relation <relation>', kind.relation).choices(relationWords))
    .addOption(limitOption(50))
    .option('--cursor <cursor>', 'go on behind an earlier page')
    .option('--blocking', 'list what could add to the answer')
    .addOption(atOption())
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (name: string, options: NeighbourOptions) => {
      const found = await ask(shell, kind.verb, name, options);
      const { limit } = options;
      const { paint, out } = shell;
      shell.answer(options, found, () => [
        heading(found, kind.nouns, paint),
        ...neighbourLines(found, paint, out.width()),
        ...completenessLines(found.completeness, {
          paint,
          width: out.width(),
          showAll: options.blocking === true,
        }),
      ]);
      if (options.json !== true && found.next_cursor !== null) {
        shell.note(paint.faint(`There is more: -n ${Math.min(limit * 5, mostItems)}`));
      }
    });
}

async function ask(
  shell: CommandShell,
  verb: Verb,
  name: string,
  options: NeighbourOptions,
): Promise<Neighbours> {
  const { relation, limit, cursor, at } = options;
  if (at === undefined) {
    return askGraph(shell, options, async ({ graph, resolve }) => {
      const verbs = await import('@clew/graph-store');
      const { fqn } = resolve(name);
      const relations = relation === undefined ? undefined : [relation];
      return verbs[verb]({ ctx: { graph }, input: { fqn, relations, limit, cursor } });
    });
  }
  const [{ askPast, mostPastItems }, { routes }] = await Promise.all([
    import('../api/ask-past.ts'),
    import('@clew/contracts/api'),
  ]);
  return askPast(shell, options, [name], ({ codebase, fqns: [fqn = name], call }) =>
    call(routes[verb], {
      params: { name: codebase, fqn },
      query: { relation, limit: Math.min(limit, mostPastItems), cursor, at },
    }),
  );
}

function heading(
  { target, items, next_cursor }: Neighbours,
  [one, many]: readonly [string, string],
  paint: Paint,
): string {
  const count = items.length === 0 ? `No ${many}` : counted(items.length, one, many);
  const so = next_cursor === null ? count : `The first ${count}`;
  return `${so} of ${paint.strong(target.fqn)} ${paint.faint(`${target.kind}, ${placeOf(target)}`)}`;
}

/** A line for each site, so that each can be found, opened and counted by other tools. */
function neighbourLines(
  { items }: Neighbours,
  paint: Paint,
  width: number | null,
): readonly string[] {
  return columns(
    items.flatMap(({ symbol, relation, sites }) =>
      sites.map(({ file, line, resolution }) => [
        `  ${siteOf(file, line)}`,
        paint.faint(resolution === 'exact' ? relation : `${relation}, ${resolution}`),
        symbol.fqn,
      ]),
    ),
    width,
  );
}
