import { symbolKindSchema } from '@clew/contracts';
import { z } from 'zod';
import { AnswerText } from '../answer-text.ts';
import { chooseCodebase } from '../choose-codebase.ts';
import { placeOf } from '../place-of.ts';
import { commonInput, defineTool } from './tool.ts';

export const search = defineTool({
  name: 'search',
  title: 'Find symbols by name',
  description:
    'Finds functions, classes, methods, files and other symbols of a codebase by (a part of) their name. Use it first when you do not know the exact name; the names that it answers can be given to the other tools.',
  input: {
    query: z.string().min(1).max(1000).describe('Words or a part of a name.'),
    kind: symbolKindSchema.optional().describe('Only symbols of this kind.'),
    limit: z.number().int().min(1).max(100).default(20),
    ...commonInput,
  },
  async answer({ ctx: { source, signal }, input }) {
    const { name } = await chooseCodebase(source, input.codebase);
    const { query: q, kind, limit } = input;
    const found = await source.ask('searchSymbols', {
      name,
      signal,
      input: { q, kind, limit, origin: 'project' },
    });
    const text = new AnswerText(input.max_tokens);
    if (found.items.length === 0) {
      text.line(`Nothing in ${name} has "${q}" in its name.`);
      return text.toString();
    }
    text.list(found.items.map(placeOf));
    if (found.next_cursor !== null) text.line('There are more; make the query longer.');
    return text.toString();
  },
});
