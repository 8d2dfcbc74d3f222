import type { Constraint, ConstraintType } from '@clew/contracts';
import { type Command, Option } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import { askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import { columns } from '../output/columns.ts';
import { staleMark } from '../output/knowledge-lines.ts';
import { onlyText } from './only-text.ts';
import {
  addExamples,
  codebaseOption,
  jsonOption,
  limitOption,
  mostItems,
  wholeNumber,
} from './options.ts';
import { readOption } from './read-option.ts';
import { constraintTypeWords } from './vocabulary.ts';

interface ConstraintOptions extends AnswerOptions, GraphOptions {
  readonly symbol?: string;
  readonly line?: number;
  readonly type?: ConstraintType;
  readonly stale?: boolean;
  readonly limit: number;
  readonly cursor?: string;
}

const symbolOption = (description: string) => new Option('-s, --symbol <name>', description);
const typeOption = (description: string) =>
  new Option('-t, --type <type>', description).choices(constraintTypeWords);

/** Adds the commands about the rules of the business. */
export function addConstraints(knowledge: Command, shell: CommandShell): void {
  const constraint = knowledge
    .command('constraint')
    .description('the rules of the business, and the code that upholds them');
  addList(constraint, shell);
  addAdd(constraint, shell);
  addRemove(constraint, shell);
}

function addList(constraint: Command, shell: CommandShell): void {
  const command = constraint
    .command('list')
    .description('the constraints of a codebase')
    .argument('[text]', 'only those whose name or description contains it')
    .addOption(symbolOption('only those of this symbol'))
    .addOption(typeOption('only of this type'))
    .option('--stale', 'only those whose source has changed since')
    .addOption(limitOption(100))
    .option('--cursor <cursor>', 'go on behind an earlier page')
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (q: string | undefined, options: ConstraintOptions) => {
      const { type, stale, limit, cursor } = options;
      const page = await askGraph(shell, options, async ({ graph, resolve }) => {
        const { listConstraints } = await import('@clew/graph-store');
        const symbol = options.symbol === undefined ? undefined : resolve(options.symbol).fqn;
        const input = { q, type, symbol, stale, limit, cursor };
        return listConstraints({ ctx: { graph }, input });
      });
      const { paint, out } = shell;
      shell.answer(options, page, () =>
        columns(
          page.items.map((each) => [
            paint.faint(String(each.id)),
            paint.faint(each.constraint_type),
            `${staleMark(each.is_stale, paint)}${constraintText(each)}`,
            each.source?.fqn ?? '',
          ]),
          out.width(),
        ),
      );
      if (options.json === true) return;
      if (page.items.length === 0) shell.note('There are no such constraints.');
      if (page.next_cursor !== null) {
        shell.note(paint.faint(`There is more: -n ${Math.min(limit * 5, mostItems)}`));
      }
    });
  addExamples(command, [
    ['clew knowledge constraint list --type invariant', 'what must always hold'],
    ['clew knowledge constraint list --symbol Cart', 'what a class upholds'],
  ]);
}

function addAdd(constraint: Command, shell: CommandShell): void {
  const command = constraint
    .command('add')
    .description('add a constraint: one that a symbol upholds, or one of the codebase')
    .argument('<name>', 'how it is called')
    .argument('[description]', 'what it says')
    .addOption(typeOption('of which type').default('other'))
    .addOption(symbolOption('the symbol that upholds it'))
    .addOption(
      new Option('--line <line>', 'the line at which it does').argParser(
        wholeNumber(1, 10_000_000),
      ),
    )
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (name: string, description: string | undefined, options: ConstraintOptions) => {
      const { newConstraintSchema } = await import('@clew/contracts');
      const constraint = await readOption(newConstraintSchema, {
        name,
        description: description ?? null,
        constraint_type: options.type,
        source_line: options.line ?? null,
      });
      const added = await askGraph(
        shell,
        options,
        async ({ graph, resolve }) => {
          const { createConstraint, getKnowledge } = await import('@clew/graph-store');
          const ctx = { graph };
          if (options.symbol === undefined) return createConstraint({ ctx, input: constraint });
          const source = resolve(options.symbol).fqn;
          const { source_hash } = getKnowledge({ ctx, input: { fqn: source } });
          return createConstraint({ ctx, input: { ...constraint, source, source_hash } });
        },
        'write',
      );
      shell.answer(options, added, () => [`Added: ${constraintText(added)}`]);
    });
  addExamples(command, [
    [
      'clew knowledge constraint add "no empty cart" "An order has an article." -t invariant -s checkout',
      'and where it is upheld',
    ],
  ]);
}

function addRemove(constraint: Command, shell: CommandShell): void {
  const command = constraint
    .command('remove')
    .description('delete a constraint')
    .argument('<name>', 'its name, or its number')
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (wanted: string, options: ConstraintOptions) => {
      const { removed, gone } = await askGraph(
        shell,
        options,
        async ({ graph }) => {
          const { deleteConstraint, listConstraints } = await import('@clew/graph-store');
          const read = (cursor: string | undefined) =>
            listConstraints({ ctx: { graph }, input: { limit: mostItems, cursor } });
          const name = (each: Constraint) => each.name;
          const removed = await onlyText({ read, name, wanted, what: 'constraint' });
          const { id, version } = removed;
          return { removed, gone: deleteConstraint({ ctx: { graph }, input: { id, version } }) };
        },
        'write',
      );
      shell.answer(options, gone, () => [`Deleted: ${constraintText(removed)}`]);
    });
  addExamples(command, [['clew knowledge constraint remove "no empty cart"', 'by its name']]);
}

function constraintText({ name, description }: Constraint): string {
  return description === null ? name : `${name}: ${description}`;
}
