import { type Command, Option } from 'commander';
import type { StreamNews } from '../api/follow-stream.ts';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import { streamLine } from '../output/stream-line.ts';
import { Interrupted } from '../process/interrupted.ts';
import { addExamples, jsonOption, listOf, wholeNumber } from './options.ts';
import { topicWords } from './vocabulary.ts';

interface TailOptions extends AnswerOptions {
  readonly topic?: readonly string[];
  readonly trigger?: string;
  readonly rule?: string;
  readonly action?: string;
  readonly id?: number;
  readonly after?: string;
  readonly count?: number;
}

export function addEvents(program: Command, shell: CommandShell): void {
  const events = program.command('events').description('what happens, through the API');
  const command = events
    .command('tail')
    .description('follow what happens; goes on by itself where a lost connection broke off')
    .option('-t, --topic <topics>', `only of these: ${topicWords.join(', ')}`, listOf)
    .option('--trigger <ref>', 'only events and enforcements of this trigger')
    .option('--rule <ref>', 'only enforcements of this rule')
    .option('--action <ref>', 'only executions of this action')
    .addOption(
      new Option('--id <id>', 'only of the record with this id').argParser(
        wholeNumber(1, Number.MAX_SAFE_INTEGER),
      ),
    )
    .option('--after <place>', 'go on from there, without a gap; the end of a tail names it')
    .addOption(
      new Option('-n, --count <entries>', 'end after so many').argParser(wholeNumber(1, 1_000_000)),
    )
    .addOption(jsonOption())
    .action((options: TailOptions) => tail(shell, options));
  addExamples(command, [
    ['clew events tail', 'everything, from now on'],
    ['clew events tail --trigger graph.edge_added --json', 'one JSON document a line'],
    ['clew events tail --after c3RyZWFtIDIw…', 'from where an earlier one ended'],
  ]);
}

async function tail(shell: CommandShell, options: TailOptions): Promise<void> {
  const [{ apiConnection }, { followStream }, filter] = await Promise.all([
    import('../api/connection.ts'),
    import('../api/follow-stream.ts'),
    filterOf(options),
  ]);
  const connection = await apiConnection(shell);
  const { json = false, after, count = Infinity } = options;
  let place = after;
  let told = 0;
  try {
    await shell.interruptible(async (signal) => {
      for await (const news of followStream({ connection, filter, after, signal })) {
        if (news.kind === 'entry' || news.kind === 'place') place = news.place;
        tell(shell, news, json, connection.url);
        if (news.kind === 'entry') told += 1;
        if (told >= count) return;
      }
    });
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    shell.endWith(130);
  }
  if (place !== undefined) shell.note(`To go on from here: clew events tail --after ${place}`);
}

function tell(shell: CommandShell, news: StreamNews, json: boolean, url: string): void {
  const { paint, out } = shell;
  switch (news.kind) {
    case 'entry':
      out.write(
        `${json ? JSON.stringify(news.entry) : streamLine(news.entry, paint, out.width())}\n`,
      );
      return;
    case 'lost':
      shell.note(
        `The connection to ${url} is gone (${news.reason}). Next try in ${(news.retryMs / 1000).toFixed(1)} s.`,
      );
      return;
    case 'connected':
      if (shell.err.isTerminal) shell.note(paint.faint(`Connected to ${url}.`));
      return;
    case 'place':
      return;
  }
}

async function filterOf({ topic, trigger, rule, action, id }: TailOptions) {
  const { streamFilterSchema } = await import('@clew/contracts');
  const parsed = streamFilterSchema.safeParse({
    topics: topic,
    trigger_ref: trigger,
    rule_ref: rule,
    action_ref: action,
    entity_id: id,
  });
  if (parsed.success) return parsed.data;
  const { CliError } = await import('../cli-error.ts');
  const list = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new CliError('option_invalid', `The stream cannot be narrowed so:\n  ${list.join('\n  ')}`);
}
