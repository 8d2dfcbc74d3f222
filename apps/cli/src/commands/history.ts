import type { SymbolHistoryEntry } from '@clew/contracts';
import type { Command } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import type { GraphOptions } from '../graphs/ask-graph.ts';
import { columns } from '../output/columns.ts';
import type { Paint } from '../output/paint.ts';
import { addExamples, codebaseOption, jsonOption, limitOption } from './options.ts';
import { nameArgument } from './symbol.ts';

interface HistoryOptions extends AnswerOptions, GraphOptions {
  readonly limit: number;
  readonly cursor?: string;
}

export function addHistory(program: Command, shell: CommandShell): void {
  const command = program
    .command('history')
    .description('what happened to a symbol, and who came to use what')
    .argument('<name>', nameArgument)
    .addOption(limitOption(50))
    .option('--cursor <cursor>', 'go on behind an earlier page')
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (name: string, options: HistoryOptions) => {
      const [{ askPast, mostPastItems }, { routes }] = await Promise.all([
        import('../api/ask-past.ts'),
        import('@clew/contracts/api'),
      ]);
      const { cursor } = options;
      const limit = Math.min(options.limit, mostPastItems);
      const page = await askPast(shell, options, [name], ({ codebase, fqns: [fqn = name], call }) =>
        call(routes.listSymbolHistory, {
          params: { name: codebase, fqn },
          query: { limit, cursor },
        }),
      );
      const { paint, out } = shell;
      shell.answer(options, page, () => historyLines(page.items, paint, out.width()));
      if (options.json === true) return;
      if (page.items.length === 0) {
        shell.note('Nothing happened to it since the first index of the codebase.');
      }
      if (page.next_cursor !== null) {
        shell.note(paint.faint(`There is more: --cursor ${page.next_cursor}`));
      }
    });
  addExamples(command, [
    ['clew history Cart.add', 'newest first; renames are followed'],
    ['clew history openGraph --json', 'with old and new values'],
  ]);
}

function historyLines(
  entries: readonly SymbolHistoryEntry[],
  paint: Paint,
  width: number | null,
): readonly string[] {
  return columns(
    entries.map((entry) => [
      paint.faint(entry.time.slice(0, 16)),
      `revision ${entry.revision}`,
      paint.faint(entry.commit?.slice(0, 10) ?? ''),
      `${sign(entry, paint)} ${entry.entity.replaceAll('_', ' ')}`,
      whatHappened(entry),
    ]),
    width,
  );
}

function sign({ operation }: SymbolHistoryEntry, paint: Paint): string {
  switch (operation) {
    case 'INSERT':
      return paint.good('+');
    case 'DELETE':
      return paint.bad('-');
    case 'UPDATE':
      return paint.notable('~');
  }
}

/** The name, and what of it changed; of an edge where it leads. */
function whatHappened(entry: SymbolHistoryEntry): string {
  const { entity, fqn, changed_fields, old_values, new_values } = entry;
  const values = new_values ?? old_values ?? {};
  if (entity === 'edge') return `${textOf(values.relation)} ${textOf(values.to)}`.trim();
  return changed_fields.length === 0 ? fqn : `${fqn} (${changed_fields.join(', ')})`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
