import type { HotspotOrder, HotspotUnit } from '@clew/contracts';
import { type Command, Option } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import { askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import { columns } from '../output/columns.ts';
import { addExamples, codebaseOption, jsonOption, limitOption } from './options.ts';
import { hotspotOrderWords, hotspotUnitWords } from './vocabulary.ts';

interface HotspotOptions extends AnswerOptions, GraphOptions {
  readonly level: HotspotUnit;
  readonly order: HotspotOrder;
  readonly limit: number;
}

export function addHotspots(program: Command, shell: CommandShell): void {
  const command = program
    .command('hotspots')
    .description('what much hangs on, and what often changes')
    .addOption(
      new Option('-l, --level <level>', 'symbols or files')
        .choices(hotspotUnitWords)
        .default('symbol'),
    )
    .addOption(
      new Option('-s, --order <order>', 'what comes first')
        .choices(hotspotOrderWords)
        .default('score'),
    )
    .addOption(limitOption(20))
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (options: HotspotOptions) => {
      const { level, order, limit } = options;
      const found = await askGraph(shell, options, async ({ graph }) => {
        const { findHotspots } = await import('@clew/graph-store');
        return findHotspots({ ctx: { graph }, input: { level, order, limit } });
      });
      const { paint, out } = shell;
      shell.answer(options, found, () => [
        ...columns(
          [
            ['score', 'used by', 'uses', 'reach it', 'changes', 'name'].map(paint.faint),
            ...found.items.map((item) => [
              item.score.toFixed(1),
              String(item.fan_in),
              String(item.fan_out),
              String(item.dependants),
              String(item.changes),
              item.name,
            ]),
          ],
          out.width(),
        ),
      ]);
      if (options.json === true) return;
      shell.note(
        found.changes_since === null
          ? 'No changes are known yet.'
          : `Changes count from revision ${found.changes_since} on.`,
      );
    });
  addExamples(command, [
    ['clew hotspots --level file', 'files'],
    ['clew hotspots --order dependants', 'what most depends on'],
  ]);
}
