import { z } from 'zod';
import { AnswerText } from '../answer-text.ts';
import { chooseCodebase } from '../choose-codebase.ts';
import { placeOf } from '../place-of.ts';
import { writeReach } from '../reach-lines.ts';
import { resolveSymbol } from '../resolve-symbol.ts';
import { commonInput, defineTool, symbolNameInput } from './tool.ts';

const limit = 500;

export const impact = defineTool({
  name: 'impact',
  title: 'Show what breaks when a symbol changes',
  description:
    'Everything that a change of one or several symbols can reach, through interfaces and overrides too: affected symbols by depth, entry points (routes, jobs, commands), external systems and the tests to run. Ask before you change a signature or remove something.',
  input: {
    names: z.array(symbolNameInput).min(1).max(50).describe('The symbols that are to change.'),
    depth: z.number().int().min(1).max(20).default(5),
    ...commonInput,
  },
  async answer({ ctx: { source, signal }, input }) {
    const { name: codebase } = await chooseCodebase(source, input.codebase);
    const targets = await Promise.all(
      input.names.map((name) => resolveSymbol(source, { codebase, name, signal })),
    );
    const text = new AnswerText(input.max_tokens);
    text.list(targets.map((target) => `Change of ${placeOf(target)}`));
    const reach = await source.ask('getChangeImpact', {
      name: codebase,
      signal,
      input: { targets: targets.map(({ fqn }) => fqn), depth: input.depth, limit },
    });
    writeReach(text, reach);
    return text.toString();
  },
});
