import type {
  QuarantineDiscard,
  QuarantinedRow,
  QuarantinePage,
  QuarantineRestoration,
} from '@clew/contracts';
import type { Graph } from '@clew/graph-store';
import type { Command } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import { askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import { counted } from '../output/counted.ts';
import type { Paint } from '../output/paint.ts';
import { addExamples, codebaseOption, jsonOption, limitOption, wholeNumber } from './options.ts';

/** What a row says that another one made way for, or took along: it left with that, or says the same. */
const settledCodes: ReadonlySet<string> = new Set([
  'quarantine_not_found',
  'quarantine_not_restorable',
]);

interface QuarantineOptions extends AnswerOptions, GraphOptions {
  readonly limit: number;
  readonly cursor?: string;
  readonly all?: boolean;
}

/** Adds the commands about rows of an older database that the graph could not keep. */
export function addQuarantine(program: Command, shell: CommandShell): void {
  const quarantine = program
    .command('quarantine')
    .description('rows of an older database that pointed at nothing');
  addList(quarantine, shell);
  addRestore(quarantine, shell);
  addDiscard(quarantine, shell);
  addExamples(quarantine, [
    ['clew quarantine list', 'what is there, and what keeps it there'],
    ['clew quarantine restore --all', 'puts everything back that can be'],
    ['clew quarantine discard 17', 'forgets a row for good'],
  ]);
}

function addList(quarantine: Command, shell: CommandShell): void {
  const command = quarantine
    .command('list')
    .description('the rows, the latest put away first, each with what keeps it from being put back')
    .addOption(limitOption(50))
    .option('--cursor <cursor>', 'go on behind an earlier page')
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (options: QuarantineOptions) => {
      const { limit, cursor } = options;
      const page: QuarantinePage = await askGraph(shell, options, async ({ graph }) => {
        const { listQuarantine } = await import('@clew/graph-store');
        return listQuarantine({ ctx: { graph }, input: { limit, cursor } });
      });
      shell.answer(options, page, () => page.items.flatMap((row) => rowLines(row, shell.paint)));
      if (options.json === true) return;
      if (page.total === 0) shell.note('The quarantine is empty.');
      if (page.next_cursor !== null) {
        shell.note(shell.paint.faint(`There is more: --cursor ${page.next_cursor}`));
      }
    });
  addExamples(command, [
    ['clew quarantine list --json', 'the rows whole, as the API answers them'],
  ]);
}

function addRestore(quarantine: Command, shell: CommandShell): void {
  const command = quarantine
    .command('restore')
    .description('put rows back whose symbols are there again')
    .argument('[ids...]', 'the numbers of the rows', numbers, [])
    .option('-a, --all', 'every row that can be put back')
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (ids: readonly number[], options: QuarantineOptions) => {
      if ((ids.length === 0) !== (options.all === true)) {
        const { CliError } = await import('../cli-error.ts');
        throw new CliError('option_invalid', 'Say which rows, by their numbers, or --all.');
      }
      const restored = await askGraph(
        shell,
        options,
        async ({ graph }) => {
          const { restoreQuarantined } = await import('@clew/graph-store');
          const restore = (id: number) => restoreQuarantined({ ctx: { graph }, input: { id } });
          return ids.length === 0 ? restoreAll(graph) : ids.map(restore);
        },
        'write',
      );
      shell.answer(options, restored, () => [
        ...restored.map(({ table, row_id }) => `Restored: ${table} ${row_id}`),
        ...(restored.length === 0 ? ['Nothing can be put back now.'] : []),
      ]);
    });
  addExamples(command, [
    ['clew quarantine restore 17 18', 'these two; says what is in the way, if something is'],
    ['clew quarantine restore --all', 'whatever points at symbols that are there again'],
  ]);
}

function addDiscard(quarantine: Command, shell: CommandShell): void {
  const command = quarantine
    .command('discard')
    .description('remove rows for good; only a backup has them then')
    .argument('<ids...>', 'the numbers of the rows', numbers)
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (ids: readonly number[], options: QuarantineOptions) => {
      const discarded: readonly QuarantineDiscard[] = await askGraph(
        shell,
        options,
        async ({ graph }) => {
          const { discardQuarantined } = await import('@clew/graph-store');
          return ids.map((id) => discardQuarantined({ ctx: { graph }, input: { id } }));
        },
        'write',
      );
      shell.answer(options, discarded, () => [`Discarded ${counted(discarded.length, 'row')}.`]);
    });
  addExamples(command, [['clew quarantine discard 17', 'the graph stays as it is']]);
}

/** Everything that can be put back; a row that says the same as one that just came back stays. */
async function restoreAll(graph: Graph): Promise<readonly QuarantineRestoration[]> {
  const { GraphError, listQuarantine, restoreQuarantined } = await import('@clew/graph-store');
  const ctx = { graph };
  const restored: QuarantineRestoration[] = [];
  let cursor: string | undefined;
  do {
    const page = listQuarantine({ ctx, input: { limit: 200, cursor } });
    for (const { id, obstacle } of page.items) {
      if (obstacle !== null) continue;
      try {
        restored.push(restoreQuarantined({ ctx, input: { id } }));
      } catch (error) {
        const settled = error instanceof GraphError && settledCodes.has(error.code);
        if (!settled) throw error;
      }
    }
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return restored;
}

function numbers(text: string, before: readonly number[] = []): readonly number[] {
  const read = wholeNumber(1, Number.MAX_SAFE_INTEGER);
  return [...before, read(text)];
}

function rowLines(row: QuarantinedRow, paint: Paint): readonly string[] {
  const { id, table, row_id, type, reason, obstacle } = row;
  return [
    `${paint.faint(String(id))} ${table} ${row_id} ${paint.faint(`${type}, ${reason}`)}`,
    `  ${JSON.stringify(row.row)}`,
    `  ${obstacle ?? paint.good('can be put back')}`,
  ];
}
