import type { NewRule, RuleTest, RuleTestResult } from '@clew/contracts';
import { type Command, Option } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import type { GraphOptions } from '../graphs/ask-graph.ts';
import { ruleTestLines } from '../output/rule-test-lines.ts';
import { momentOf } from './moment.ts';
import { addExamples, codebaseOption, jsonOption, wholeNumber } from './options.ts';

interface RuleTestOptions extends AnswerOptions, GraphOptions {
  readonly file?: string;
  readonly event?: number;
  readonly payload?: string;
  readonly since?: string;
  readonly until?: string;
  readonly sample: number;
}

export function addRules(program: Command, shell: CommandShell): void {
  const rules = program.command('rules').description('how rules react');
  const command = rules
    .command('test')
    .description('try rules on an event or on what happened; nothing is stored and nothing runs')
    .argument('[ref]', 'the rule; with --file, all rules of the file when left out')
    .option('-f, --file <path>', 'rules as they stand in a file, instead of those in force')
    .addOption(
      new Option('-e, --event <id>', 'on a recorded event').argParser(
        wholeNumber(1, Number.MAX_SAFE_INTEGER),
      ),
    )
    .option('-p, --payload <json>', 'on an event with this payload; `-` reads it from the input')
    .addOption(
      new Option(
        '-s, --since <moment>',
        'on everything since then: a span (24h) or a time',
      ).argParser((text) => momentOf(text, -1)),
    )
    .addOption(
      new Option('-u, --until <moment>', 'and before then; with --since').argParser((text) =>
        momentOf(text, -1),
      ),
    )
    .addOption(
      new Option('--sample <count>', 'how many matches and errors to show')
        .argParser(wholeNumber(0, 50))
        .default(5),
    )
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action((ref: string | undefined, options: RuleTestOptions) => testRules(shell, ref, options));
  command.addHelpText('after', '\nEnds with 1 when a rule failed on an event.');
  addExamples(command, [
    ['clew rules test arch.no-shortcut --since 7d', 'what it would have done in a week'],
    ['clew rules test --file clew.yaml --since 24h', 'before the file is saved for good'],
    [`clew rules test shop.tell --payload '{"service":"shop"}'`, 'on an event that is made up'],
  ]);
}

async function testRules(
  shell: CommandShell,
  ref: string | undefined,
  options: RuleTestOptions,
): Promise<void> {
  const on = await whatToTryOn(shell, options);
  const [{ apiConnection }, { callApi }, { routes }] = await Promise.all([
    import('../api/connection.ts'),
    import('../api/call-api.ts'),
    import('@clew/contracts/api'),
  ]);
  const drafts = options.file === undefined ? null : await draftsOf(shell, options.file, ref);
  if (drafts === null && ref === undefined) {
    throw await invalid('Name a rule, or give --file with the rules to try.');
  }
  const connection = await apiConnection(shell);
  const results: RuleTestResult[] = [];
  if (drafts === null) {
    const address = { params: { ref: ref ?? '' } };
    results.push(await callApi(connection, routes.testRule, { address, body: on }));
  } else {
    for (const rule of drafts) {
      const body = { rule, on };
      results.push(await callApi(connection, routes.testDraftRule, { address: {}, body }));
    }
  }
  const { paint, out } = shell;
  const answer = drafts === null ? results[0] : { items: results, next_cursor: null };
  shell.answer(options, answer, () =>
    results.flatMap((result) => ruleTestLines(result, { paint, width: out.width() })),
  );
  shell.endWith(results.some(({ errors }) => errors > 0) ? 1 : 0);
}

async function whatToTryOn(shell: CommandShell, options: RuleTestOptions): Promise<RuleTest> {
  const { event, payload, since, until, sample } = options;
  const given = [event, payload, since].filter((each) => each !== undefined);
  if (given.length !== 1) {
    throw await invalid('Say on what to try it: one of --event, --payload or --since.');
  }
  if (until !== undefined && since === undefined) {
    throw await invalid('--until goes with --since alone.');
  }
  if (event !== undefined) return { event };
  if (since !== undefined) return { since, sample, ...(until === undefined ? {} : { until }) };
  const text = payload === '-' ? await shell.readInput() : (payload ?? '');
  try {
    return { payload: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw await invalid(`The payload is not JSON: ${error.message}`);
  }
}

type Draft = Pick<
  NewRule,
  'ref' | 'trigger_ref' | 'trigger_params' | 'when' | 'action_ref' | 'action_params'
>;

async function draftsOf(
  shell: CommandShell,
  file: string,
  ref: string | undefined,
): Promise<readonly Draft[]> {
  const { readDraftRules } = await import('../api/read-draft-rules.ts');
  const drafts = readDraftRules(shell.workingDir, file);
  if (ref === undefined && drafts.length > 0) return drafts;
  const chosen = drafts.filter((draft) => draft.ref === ref);
  if (chosen.length > 0) return chosen;
  const refs = drafts.map((draft) => draft.ref);
  const which = refs.length === 0 ? 'It has none.' : `It has: ${refs.join(', ')}.`;
  throw await invalid(
    ref === undefined ? `${file} has no rules.` : `${file} has no rule "${ref}". ${which}`,
  );
}

async function invalid(message: string): Promise<Error> {
  const { CliError } = await import('../cli-error.ts');
  return new CliError('option_invalid', message);
}
