import type { SummaryLevel, SymbolKnowledge } from '@clew/contracts';
import { type Command, Option } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import { askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import { columns } from '../output/columns.ts';
import { knowledgeLines, staleMark } from '../output/knowledge-lines.ts';
import { addExamples, codebaseOption, jsonOption, limitOption, mostItems } from './options.ts';
import { readOption } from './read-option.ts';
import { nameArgument } from './symbol.ts';
import { summaryLevelWords } from './vocabulary.ts';

interface ListOptions extends AnswerOptions, GraphOptions {
  readonly stale?: boolean;
  readonly limit: number;
  readonly cursor?: string;
}

interface SummaryOptions extends AnswerOptions, GraphOptions {
  readonly level?: SummaryLevel;
  readonly sourceHash?: string;
  readonly textVersion?: string;
}

const levelOption = () =>
  new Option('-l, --level <level>', 'which summary; by default that of its kind').choices(
    summaryLevelWords,
  );

const versionOption = () =>
  new Option(
    '--text-version <version>',
    'only over the text of this version, as `show --json` told it; "none" for no text',
  );

/** Adds the commands about summaries, and the one that shows all that is known of a symbol. */
export function addSummaries(knowledge: Command, shell: CommandShell): void {
  addList(knowledge, shell);
  addShow(knowledge, shell);
  addSet(knowledge, shell);
  addRemove(knowledge, shell);
}

function addList(knowledge: Command, shell: CommandShell): void {
  const command = knowledge
    .command('list')
    .description('the summaries of a codebase')
    .argument('[text]', 'only those whose text or symbol contains it')
    .option('--stale', 'only those whose source has changed since')
    .addOption(limitOption(100))
    .option('--cursor <cursor>', 'go on behind an earlier page')
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (q: string | undefined, options: ListOptions) => {
      const { stale, limit, cursor } = options;
      const page = await askGraph(shell, options, async ({ graph }) => {
        const { listSummaries } = await import('@clew/graph-store');
        return listSummaries({ ctx: { graph }, input: { q, stale, limit, cursor } });
      });
      const { paint, out } = shell;
      shell.answer(options, page, () =>
        columns(
          page.items.map(({ target, level, summary, is_stale }) => [
            paint.faint(level),
            `${staleMark(is_stale, paint)}${inShort(summary)}`,
            target.fqn,
          ]),
          out.width(),
        ),
      );
      if (options.json === true) return;
      if (page.items.length === 0) shell.note('There are no such summaries.');
      if (page.next_cursor !== null) {
        shell.note(paint.faint(`There is more: -n ${Math.min(limit * 5, mostItems)}`));
      }
    });
  addExamples(command, [
    ['clew knowledge list --stale', 'what is to be written anew'],
    ['clew knowledge list checkout', 'summaries that speak of it'],
  ]);
}

function addShow(knowledge: Command, shell: CommandShell): void {
  const command = knowledge
    .command('show')
    .description('what was written about a symbol: summaries, terms and constraints')
    .argument('<name>', nameArgument)
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (name: string, options: AnswerOptions & GraphOptions) => {
      const known = await askGraph(shell, options, async ({ graph, resolve }) => {
        const { getKnowledge } = await import('@clew/graph-store');
        return getKnowledge({ ctx: { graph }, input: { fqn: resolve(name).fqn } });
      });
      shell.answer(options, known, () => knowledgeLines(known, shell.paint));
    });
  addExamples(command, [
    ['clew knowledge show Cart.add', 'what a reader should know of it'],
    ['clew knowledge show Cart.add --json', 'with the hash of its source and the versions'],
  ]);
}

function addSet(knowledge: Command, shell: CommandShell): void {
  const command = knowledge
    .command('set')
    .description('write the summary of a symbol, in place of the former')
    .argument('<name>', nameArgument)
    .argument('[text]', 'the summary; `-`, or nothing, reads it from the input')
    .addOption(levelOption())
    .option('--source-hash <hash>', 'only if this is still its source, as `show --json` told it')
    .addOption(versionOption())
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (name: string, text: string | undefined, options: SummaryOptions) => {
      // What it says now is what the writer has read, so it is looked up before the text is waited for.
      const before = await askGraph(shell, options, async ({ graph, resolve }) => {
        const { getKnowledge } = await import('@clew/graph-store');
        return getKnowledge({ ctx: { graph }, input: { fqn: resolve(name).fqn } });
      });
      const summary = text === undefined || text === '-' ? await shell.readInput() : text;
      const level = options.level ?? before.level;
      const { summaryWriteSchema } = await import('@clew/contracts');
      const write = await readOption(summaryWriteSchema, {
        summary,
        level,
        source_hash: options.sourceHash ?? before.source_hash,
        version: versionRead(before, level, options.textVersion),
      });
      const { fqn } = before.symbol;
      const written = await askGraph(
        shell,
        options,
        async ({ graph }) => {
          const { putSummary } = await import('@clew/graph-store');
          return putSummary({ ctx: { graph }, input: { ...write, fqn } });
        },
        'write',
      );
      shell.answer(options, written, () => [`Written: the summary of ${fqn} (${level}).`]);
    });
  addExamples(command, [
    ['clew knowledge set Cart.add "Puts an article into the cart."', 'a text of a line'],
    ['clew knowledge set src/cart.ts < cart.md', 'a longer one, from a file'],
  ]);
}

function addRemove(knowledge: Command, shell: CommandShell): void {
  const command = knowledge
    .command('remove')
    .description('delete the summary of a symbol')
    .argument('<name>', nameArgument)
    .addOption(levelOption())
    .addOption(versionOption())
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (name: string, options: SummaryOptions) => {
      const gone = await askGraph(
        shell,
        options,
        async ({ graph, resolve }) => {
          const { deleteSummary, getKnowledge } = await import('@clew/graph-store');
          const known = getKnowledge({ ctx: { graph }, input: { fqn: resolve(name).fqn } });
          const level = options.level ?? known.level;
          const version = versionRead(known, level, options.textVersion) ?? 'none';
          const { fqn } = known.symbol;
          return { fqn, ...deleteSummary({ ctx: { graph }, input: { fqn, level, version } }) };
        },
        'write',
      );
      shell.answer(options, { deleted: gone.deleted }, () => [
        `Deleted: the summary of ${gone.fqn}.`,
      ]);
    });
  addExamples(command, [['clew knowledge remove Cart.add', 'nothing is said of it any more']]);
}

const mostShown = 70;

/** The beginning of a text, on one line. */
function inShort(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= mostShown ? line : `${line.slice(0, mostShown - 1)}…`;
}

/** The version that is written over: the one that is given, or else the present one. */
function versionRead(
  { summaries }: SymbolKnowledge,
  level: SummaryLevel,
  given: string | undefined,
): string | null {
  if (given !== undefined) return given === 'none' ? null : given;
  return summaries.find((summary) => summary.level === level)?.version ?? null;
}
