import type { Neighbours } from '@clew/contracts';
import { readSourceLines } from '@clew/graph-store';
import { z } from 'zod';
import { AnswerText } from '../answer-text.ts';
import { chooseCodebase } from '../choose-codebase.ts';
import { knowledgeLines } from '../knowledge-lines.ts';
import { placeOf } from '../place-of.ts';
import { resolveSymbol } from '../resolve-symbol.ts';
import { trustLines } from '../trust-lines.ts';
import { commonInput, defineTool, symbolNameInput } from './tool.ts';

const mostNeighbours = 50;

export const symbol = defineTool({
  name: 'symbol',
  title: 'Show a symbol with its source, callers and callees',
  description:
    'Shows where a symbol is defined, what is written about it (summaries, words of the business, constraints to uphold), its source, who calls or uses it and what it calls, with file and line of every site. Callers come from the compiler, not from a text search.',
  input: {
    name: symbolNameInput,
    source: z.boolean().default(true).describe('Whether to show the source.'),
    ...commonInput,
  },
  async answer({ ctx: { source, signal }, input }) {
    const { name: codebase, root } = await chooseCodebase(source, input.codebase);
    const { fqn } = await resolveSymbol(source, { codebase, name: input.name, signal });
    const call = { name: codebase, signal };
    const of = { ...call, input: { fqn, limit: mostNeighbours } };
    const [found, known, callers, callees] = await Promise.all([
      source.ask('getSymbol', { ...call, input: { fqn } }),
      source.ask('getKnowledge', { ...call, input: { fqn } }),
      source.ask('getCallers', of),
      source.ask('getCallees', of),
    ]);
    const text = new AnswerText(input.max_tokens);
    text.line(placeOf(found));
    if (found.deleted_at !== null) text.line(`Deleted at ${found.deleted_at}.`);
    if (found.signature !== null) text.line(found.signature);
    text.list(knowledgeLines(known));
    text.line('');
    text.line(callers.items.length === 0 ? 'Callers: none' : 'Callers:');
    text.list(neighbourLines(callers), moreThan(callers));
    text.line(callees.items.length === 0 ? 'Calls: nothing' : 'Calls:');
    text.list(neighbourLines(callees), moreThan(callees));
    if (input.source && found.file !== null) {
      const { file, start_line: first, end_line: last } = found;
      const lines = readSourceLines({ input: { root, file, first, last } });
      text.line('');
      text.line(
        lines === null
          ? 'The source cannot be read any more.'
          : `Source as it is now, ${file}:${first ?? 1}`,
      );
      if (lines !== null) text.block(lines);
    }
    text.line('');
    for (const line of trustLines(callers.completeness)) text.line(line);
    return text.toString();
  },
});

function neighbourLines({ items }: Neighbours): readonly string[] {
  return items.map(({ symbol: each, relation, sites }) => {
    const places = sites.slice(0, 3).map(({ file, line }) => `${file ?? '?'}:${line}`);
    const more = sites.length > 3 ? ` and ${sites.length - 3} more` : '';
    return `  ${relation === 'calls' ? '' : `${relation} `}${each.fqn}  at ${places.join(', ')}${more}`;
  });
}

function moreThan({ items, next_cursor }: Neighbours): { readonly total?: number } {
  return next_cursor === null ? {} : { total: items.length + 1 };
}
