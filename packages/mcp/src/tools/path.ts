import { z } from 'zod';
import { AnswerText } from '../answer-text.ts';
import { chooseCodebase } from '../choose-codebase.ts';
import { resolveSymbol } from '../resolve-symbol.ts';
import { trustLines } from '../trust-lines.ts';
import { commonInput, defineTool, symbolNameInput } from './tool.ts';

export const path = defineTool({
  name: 'path',
  title: 'Show how one symbol reaches another',
  description:
    'The call paths from one symbol to another, shortest first, each hop with file and line. Says when there is none, and whether that is certain.',
  input: {
    from: symbolNameInput,
    to: symbolNameInput,
    depth: z.number().int().min(1).max(30).default(10).describe('Most hops of a path.'),
    limit: z.number().int().min(1).max(20).default(3).describe('Most paths.'),
    ...commonInput,
  },
  async answer({ ctx: { source, signal }, input }) {
    const { name: codebase } = await chooseCodebase(source, input.codebase);
    const ends = { codebase, signal };
    const from = await resolveSymbol(source, { ...ends, name: input.from });
    const to = await resolveSymbol(source, { ...ends, name: input.to });
    const { depth, limit } = input;
    const found = await source.ask('findPaths', {
      name: codebase,
      signal,
      input: { from: from.fqn, to: to.fqn, depth, limit },
    });
    const text = new AnswerText(input.max_tokens);
    if (found.items.length === 0) {
      text.line(`${from.fqn} reaches ${to.fqn} on no path of up to ${depth} hops.`);
    }
    for (const [index, { length, hops }] of found.items.entries()) {
      text.line(`Path ${index + 1} (${length} hops):`);
      text.line(`  ${hops[0]?.from ?? from.fqn}`);
      text.list(
        hops.map(({ relation, to: next, file, line, dispatch }) =>
          dispatch
            ? `  may run ${next}`
            : `  ${relation} ${next}${file === null ? '' : `  at ${file}:${line}`}`,
        ),
      );
    }
    if (found.truncated) text.line('There may be more paths; raise limit.');
    for (const line of trustLines(found.completeness)) text.line(line);
    return text.toString();
  },
});
