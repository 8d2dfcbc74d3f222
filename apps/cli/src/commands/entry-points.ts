import type { EntryPoint, EntryType } from '@clew/contracts';
import { type Command, Option } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import { askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import { columns } from '../output/columns.ts';
import { entryText } from '../output/reach-lines.ts';
import { siteOf } from '../output/site.ts';
import { addExamples, codebaseOption, jsonOption, limitOption, mostItems } from './options.ts';
import { entryTypeWords } from './vocabulary.ts';

interface EntryPointOptions extends AnswerOptions, GraphOptions {
  readonly type?: EntryType;
  readonly limit: number;
  readonly cursor?: string;
}

export function addEntryPoints(program: Command, shell: CommandShell): void {
  const command = program
    .command('entry-points')
    .description('where the world enters: routes, schedules, queues, commands, tests')
    .argument('[text]', 'only those whose path, queue, schedule, name or symbol contains it')
    .addOption(new Option('-t, --type <type>', 'only of this type').choices(entryTypeWords))
    .addOption(limitOption(100))
    .option('--cursor <cursor>', 'go on behind an earlier page')
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (q: string | undefined, options: EntryPointOptions) => {
      const { type, limit, cursor } = options;
      const page = await askGraph(shell, options, async ({ graph }) => {
        const { listEntryPoints } = await import('@clew/graph-store');
        return listEntryPoints({ ctx: { graph }, input: { q, type, limit, cursor } });
      });
      const { paint, out } = shell;
      shell.answer(options, page, () =>
        columns(
          page.items.map((entry) => [
            paint.faint(entry.entry_type),
            whatIsCalled(entry),
            siteOf(entry.file, entry.line),
            entry.symbol.fqn,
          ]),
          out.width(),
        ),
      );
      if (options.json === true) return;
      if (page.items.length === 0) shell.note('No entry points were found.');
      if (page.next_cursor !== null) {
        shell.note(paint.faint(`There is more: -n ${Math.min(limit * 5, mostItems)}`));
      }
    });
  addExamples(command, [
    ['clew entry-points --type http_api', 'the routes'],
    ['clew entry-points /orders', 'what has to do with orders'],
  ]);
}

/** How the world calls it, as far as the code tells. */
function whatIsCalled(entry: EntryPoint): string {
  const text = entry.name ?? entryText(entry);
  switch (entry.resolution) {
    case 'exact':
      return text;
    case 'suffix':
      return `${text} (behind a prefix)`;
    case 'unresolved':
      return `${text} (computed)`;
  }
}
