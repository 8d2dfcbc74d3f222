import { readArchitecture } from '@clew/config-files';
import { AnswerText } from '../answer-text.ts';
import { chooseCodebase } from '../choose-codebase.ts';
import { ToolProblem } from '../tool-problem.ts';
import { commonInput, defineTool } from './tool.ts';

export const check = defineTool({
  name: 'check',
  title: 'Check the rules of the architecture',
  description:
    'Holds the codebase against the architecture of its clew.yaml: layers, forbidden imports and calls, cycles. Tells every new violation with its place. A rule that matched nothing is unknown, not kept.',
  input: commonInput,
  async answer({ ctx: { source, signal, now }, input }) {
    const { name, root } = await chooseCodebase(source, input.codebase);
    const found = await readArchitecture(root);
    if (found.kind === 'invalid') {
      const lines = found.problems.map(({ file, line, message }) => `  ${file}:${line} ${message}`);
      throw new ToolProblem(['The architecture cannot be read:', ...lines].join('\n'));
    }
    const { architecture, baseline } = found;
    if (architecture === null || architecture.rules.length === 0) {
      throw new ToolProblem('The clew.yaml of this codebase has no rules of architecture.');
    }
    const today = now().toISOString().slice(0, 'yyyy-mm-dd'.length);
    const report = await source.ask('checkArchitecture', {
      name,
      signal,
      input: { architecture, baseline, today },
    });
    const text = new AnswerText(input.max_tokens);
    text.line(`Verdict: ${report.verdict}.`);
    text.list(
      report.rules.map(({ ref, verdict, violations, reason }) => {
        const why = reason === null ? '' : `: ${reason}`;
        return `  ${verdict} ${ref}${violations === 0 ? '' : ` (${violations} new)`}${why}`;
      }),
    );
    const broken = report.violations.filter(({ status }) => status === 'new');
    if (broken.length > 0) text.line('New violations:');
    text.list(
      broken.map(({ rule, message, sites }) => {
        const [site] = sites;
        return `  ${rule}: ${message}${site === undefined ? '' : `  at ${site.file ?? '?'}:${site.line}`}`;
      }),
    );
    text.line(
      report.revision === null
        ? 'The codebase was never indexed.'
        : `State: revision ${report.revision}${report.commit === null ? '' : `, commit ${report.commit.slice(0, 12)}`}.`,
    );
    return text.toString();
  },
});
