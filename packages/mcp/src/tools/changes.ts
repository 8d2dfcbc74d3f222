import { gitRefSchema } from '@clew/contracts';
import { readGitDiff } from '@clew/graph-store';
import { AnswerText } from '../answer-text.ts';
import { chooseCodebase } from '../choose-codebase.ts';
import { placeOf } from '../place-of.ts';
import { trustLines } from '../trust-lines.ts';
import { commonInput, defineTool } from './tool.ts';

const depth = 20;
const limit = 500;

export const changes = defineTool({
  name: 'changes',
  title: 'Show what was changed, and which tests to run',
  description:
    'Compares the working tree with a commit: the symbols that were touched, whether their signature or only their body changed, and the test files that reach them. Ask it after an edit and before a commit.',
  input: {
    base: gitRefSchema.default('HEAD').describe('Commit, branch or tag to compare with.'),
    ...commonInput,
  },
  async answer({ ctx: { source, signal }, input }) {
    const { name: codebase, root } = await chooseCodebase(source, input.codebase);
    const { commit, ...diff } = await readGitDiff({ root, base: input.base, signal });
    const found = await source.ask('getAffectedTests', {
      name: codebase,
      signal,
      input: { ...diff, base: commit, depth, limit, graph_holds: 'after' },
    });
    const text = new AnswerText(input.max_tokens);
    text.line(`Compared with ${commit.slice(0, 12)}:`);
    text.line(found.touched.length === 0 ? 'No symbol was touched.' : 'Touched:');
    text.list(found.touched.map(({ symbol, change }) => `  ${change} ${placeOf(symbol)}`));
    if (found.unknown_files.length > 0) {
      text.line('Files whose present state the graph does not know (index them again):');
      text.list(found.unknown_files.map(({ file, reason }) => `  ${file} (${reason})`));
    }
    text.line(found.total === 0 ? 'No test reaches them.' : 'Tests to run:');
    text.list(
      found.items.map(({ file }) => `  ${file}`),
      { total: found.total },
    );
    for (const line of trustLines(found.completeness)) text.line(line);
    return text.toString();
  },
});
