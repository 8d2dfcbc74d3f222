import type { GlossaryTerm } from '@clew/contracts';
import { type Command, Option } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import { askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import { columns } from '../output/columns.ts';
import { staleMark, termText } from '../output/knowledge-lines.ts';
import { onlyText } from './only-text.ts';
import {
  addExamples,
  codebaseOption,
  jsonOption,
  limitOption,
  listOf,
  mostItems,
} from './options.ts';
import { readOption } from './read-option.ts';

interface TermOptions extends AnswerOptions, GraphOptions {
  readonly symbol?: string;
  readonly stale?: boolean;
  readonly synonym?: readonly string[];
  readonly limit: number;
  readonly cursor?: string;
}

const symbolOption = (description: string) => new Option('-s, --symbol <name>', description);

/** Adds the commands about the words of the business. */
export function addGlossary(knowledge: Command, shell: CommandShell): void {
  const glossary = knowledge
    .command('glossary')
    .description('the words of the business, and the code that stands for them');
  addList(glossary, shell);
  addAdd(glossary, shell);
  addRemove(glossary, shell);
}

function addList(glossary: Command, shell: CommandShell): void {
  const command = glossary
    .command('list')
    .description('the terms of a codebase')
    .argument('[text]', 'only terms that contain it, or a synonym or the meaning of which does')
    .addOption(symbolOption('only those of this symbol'))
    .option('--stale', 'only those whose source has changed since')
    .addOption(limitOption(100))
    .option('--cursor <cursor>', 'go on behind an earlier page')
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (q: string | undefined, options: TermOptions) => {
      const { stale, limit, cursor } = options;
      const page = await askGraph(shell, options, async ({ graph, resolve }) => {
        const { listGlossary } = await import('@clew/graph-store');
        const symbol = options.symbol === undefined ? undefined : resolve(options.symbol).fqn;
        return listGlossary({ ctx: { graph }, input: { q, symbol, stale, limit, cursor } });
      });
      const { paint, out } = shell;
      shell.answer(options, page, () =>
        columns(
          page.items.map((term) => [
            paint.faint(String(term.id)),
            `${staleMark(term.is_stale, paint)}${termText(term)}`,
            term.source?.fqn ?? '',
          ]),
          out.width(),
        ),
      );
      if (options.json === true) return;
      if (page.items.length === 0) shell.note('There are no such terms.');
      if (page.next_cursor !== null) {
        shell.note(paint.faint(`There is more: -n ${Math.min(limit * 5, mostItems)}`));
      }
    });
  addExamples(command, [
    ['clew knowledge glossary list invoice', 'what the code calls it'],
    ['clew knowledge glossary list --stale', 'terms to look at again'],
  ]);
}

function addAdd(glossary: Command, shell: CommandShell): void {
  const command = glossary
    .command('add')
    .description('add a term: of a symbol, or of the codebase as a whole')
    .argument('<term>', 'the word that the code uses')
    .argument('[meaning]', 'what it means to the business')
    .addOption(symbolOption('the symbol that stands for it'))
    .addOption(new Option('--synonym <words>', 'other words for it').argParser(listOf))
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (code_term: string, meaning: string | undefined, options: TermOptions) => {
      const { newGlossaryTermSchema } = await import('@clew/contracts');
      const term = await readOption(newGlossaryTermSchema, {
        code_term,
        business_meaning: meaning ?? null,
        synonyms: options.synonym ?? [],
      });
      const added = await askGraph(
        shell,
        options,
        async ({ graph, resolve }) => {
          const { createGlossaryTerm, getKnowledge } = await import('@clew/graph-store');
          const ctx = { graph };
          if (options.symbol === undefined) return createGlossaryTerm({ ctx, input: term });
          const source = resolve(options.symbol).fqn;
          const { source_hash } = getKnowledge({ ctx, input: { fqn: source } });
          return createGlossaryTerm({ ctx, input: { ...term, source, source_hash } });
        },
        'write',
      );
      shell.answer(options, added, () => [`Added: ${termText(added)}`]);
    });
  addExamples(command, [
    [
      'clew knowledge glossary add Bill "what a customer owes" -s Bill --synonym invoice',
      '`clew search invoice` finds Bill',
    ],
    ['clew knowledge glossary add tenant "a company that pays"', 'of the codebase as a whole'],
  ]);
}

function addRemove(glossary: Command, shell: CommandShell): void {
  const command = glossary
    .command('remove')
    .description('delete a term')
    .argument('<term>', 'the term, or its number')
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (wanted: string, options: TermOptions) => {
      const { removed, gone } = await askGraph(
        shell,
        options,
        async ({ graph }) => {
          const { deleteGlossaryTerm, listGlossary } = await import('@clew/graph-store');
          const read = (cursor: string | undefined) =>
            listGlossary({ ctx: { graph }, input: { limit: mostItems, cursor } });
          const name = ({ code_term }: GlossaryTerm) => code_term;
          const removed = await onlyText({ read, name, wanted, what: 'term' });
          const { id, version } = removed;
          return { removed, gone: deleteGlossaryTerm({ ctx: { graph }, input: { id, version } }) };
        },
        'write',
      );
      shell.answer(options, gone, () => [`Deleted: ${termText(removed)}`]);
    });
  addExamples(command, [['clew knowledge glossary remove tenant', 'by the word']]);
}
