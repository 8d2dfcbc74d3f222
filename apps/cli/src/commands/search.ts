import type { Symbol as GraphSymbol, Page, SymbolKind, SymbolOrigin } from '@clew/contracts';
import { type Command, Option } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import { askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import { columns } from '../output/columns.ts';
import { placeOf } from '../output/site.ts';
import {
  addExamples,
  atOption,
  codebaseOption,
  jsonOption,
  limitOption,
  mostItems,
} from './options.ts';
import { originWords, symbolKindWords } from './vocabulary.ts';

interface SearchOptions extends AnswerOptions, GraphOptions {
  readonly kind?: SymbolKind;
  readonly file?: string;
  readonly origin?: SymbolOrigin;
  readonly limit: number;
  readonly cursor?: string;
  readonly at?: string;
}

export function addSearch(program: Command, shell: CommandShell): void {
  const command = program
    .command('search')
    .description('find symbols by a part of their name')
    .argument('<text>', 'text to find; `opGr` finds openGraph')
    .addOption(new Option('-k, --kind <kind>', 'only this kind').choices(symbolKindWords))
    .option('-f, --file <path>', 'only of the file with this path')
    .addOption(new Option('--origin <origin>', 'only of this origin').choices(originWords))
    .addOption(limitOption(20))
    .option('--cursor <cursor>', 'go on behind an earlier page')
    .addOption(atOption())
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (q: string, options: SearchOptions) => {
      const { limit } = options;
      const page = await search(shell, q, options);
      const { paint, out } = shell;
      shell.answer(options, page, () =>
        columns(
          page.items.map((symbol) => [paint.faint(symbol.kind), placeOf(symbol), symbol.fqn]),
          out.width(),
        ),
      );
      if (options.json === true) return;
      if (page.items.length === 0) shell.note(`Nothing is named like "${q}".`);
      if (page.next_cursor !== null) {
        shell.note(paint.faint(`There is more: -n ${Math.min(limit * 5, mostItems)}`));
      }
    });
  addExamples(command, [
    ['clew search openGraph', 'the best match comes first'],
    ['clew search opGr --kind function', 'by the humps of a camelCase name'],
    ['clew search cart --json | jq .items[].fqn', 'for programs'],
  ]);
}

async function search(
  shell: CommandShell,
  q: string,
  options: SearchOptions,
): Promise<Page<GraphSymbol>> {
  const { kind, file, origin, limit, cursor, at } = options;
  const input = { q, kind, file, origin, limit, cursor };
  if (at === undefined) {
    return askGraph(shell, options, async ({ graph }) => {
      const { searchSymbols } = await import('@clew/graph-store');
      return searchSymbols({ ctx: { graph }, input });
    });
  }
  const [{ askPast, mostPastItems }, { routes }] = await Promise.all([
    import('../api/ask-past.ts'),
    import('@clew/contracts/api'),
  ]);
  return askPast(shell, options, [], ({ codebase, call }) =>
    call(routes.searchSymbols, {
      params: { name: codebase },
      query: { ...input, limit: Math.min(limit, mostPastItems), at },
    }),
  );
}
