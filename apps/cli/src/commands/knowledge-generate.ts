import type { GenerationResult, GenerationScope } from '@clew/contracts';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { AnswerOptions, CommandShell } from '../command-shell.ts';
import type { ChosenCodebase } from '../graphs/choose-codebase.ts';
import { generationLines } from '../output/generation-lines.ts';
import { progressLine } from '../output/progress-line.ts';
import { addExamples, codebaseOption, jsonOption, listOf, wholeNumber } from './options.ts';
import { generationScopeWords } from './vocabulary.ts';

interface GenerateOptions extends AnswerOptions {
  readonly codebase?: string;
  readonly dryRun?: boolean;
  readonly scope: GenerationScope;
  readonly limit: number;
  readonly kind?: readonly string[];
  readonly symbol?: readonly string[];
  readonly terms?: boolean;
  readonly budget?: number;
  readonly cost?: number;
}

/** A graph is written by one at a time; an index run that stores much takes a while. */
const busyTimeoutMs = 60_000;

/** Adds `generate` to the commands about knowledge. */
export function addKnowledgeGenerate(knowledge: Command, shell: CommandShell): void {
  const command = knowledge
    .command('generate')
    .description('have a language model write summaries that are missing or stale')
    .argument('[path]', 'a file or folder of the codebase; by default all of it')
    .option('--dry-run', 'tell what would be sent and what it may cost, and send nothing')
    .addOption(
      new Option('--scope <scope>', 'which summaries to write')
        .choices(generationScopeWords)
        .default('missing_or_stale'),
    )
    .addOption(
      new Option('-n, --limit <count>', 'how many symbols at most, the most important first')
        .argParser(wholeNumber(1, 10_000))
        .default(50),
    )
    .option('-k, --kind <kind>', 'only this kind of symbol; can be repeated', listOf)
    .option('-s, --symbol <name>', 'only this symbol; can be repeated', listOf)
    .option('--terms', 'put words of the business into the glossary as well')
    .addOption(
      new Option('--budget <tokens>', 'use no more tokens than these').argParser(
        wholeNumber(1, Number.MAX_SAFE_INTEGER),
      ),
    )
    .addOption(new Option('--cost <money>', 'cost no more than this').argParser(money))
    .addOption(codebaseOption())
    .addOption(jsonOption())
    .action(async (path: string | undefined, options: GenerateOptions) => {
      const [config, { chooseCodebase }] = await Promise.all([
        shell.config(),
        import('../graphs/choose-codebase.ts'),
      ]);
      const { workingDir } = shell;
      const codebase = chooseCodebase({ config, workingDir, name: options.codebase });
      const result = await generate(shell, codebase, path, options);
      shell.answer(options, result, () => generationLines(result, shell.paint));
      if (result.failed > 0) shell.endWith(1);
    });
  command.addHelpText(
    'after',
    '\nNothing is sent until CLEW_LLM_URL names an OpenAI-compatible API and CLEW_LLM_MODEL one of its\nmodels; its key is CLEW_LLM_KEY. Ends with 1 when the model failed on a symbol.',
  );
  addExamples(command, [
    ['clew knowledge generate --dry-run', 'what would be sent'],
    ['clew knowledge generate src/billing -n 200', 'the most important symbols of a folder'],
    ['clew knowledge generate --scope stale --budget 50000', 'what has changed, within a budget'],
  ]);
}

async function generate(
  shell: CommandShell,
  { home, name, root }: ChosenCodebase,
  path: string | undefined,
  options: GenerateOptions,
): Promise<GenerationResult> {
  const [config, { generationJobConfigSchema }, { openCodebase }, knowledge, { CliError }] =
    await Promise.all([
      shell.config(),
      import('@clew/contracts'),
      import('@clew/graph-store'),
      import('@clew/knowledge'),
      import('../cli-error.ts'),
    ]);
  const parsed = generationJobConfigSchema.safeParse({
    codebase: name,
    scope: options.scope,
    limit: options.limit,
    ...(path === undefined ? {} : { path: path.replace(/^\.\//, '').replace(/\/+$/, '') }),
    ...(options.kind === undefined ? {} : { kinds: options.kind }),
    ...(options.symbol === undefined ? {} : { symbols: options.symbol }),
    ...(options.budget === undefined ? {} : { budget_tokens: options.budget }),
    ...(options.cost === undefined ? {} : { budget_cost: options.cost }),
    terms: options.terms === true,
    dry_run: options.dryRun === true,
  });
  if (!parsed.success) {
    const list = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new CliError('option_invalid', list.join('\n'));
  }
  const { codebase: _, ...input } = parsed.data;
  const progress = progressLine(shell.err);
  const graph = openCodebase({ ctx: { home }, input: { name, busyTimeoutMs } });
  try {
    return await shell.interruptible(async (signal) => {
      try {
        return await knowledge.generateKnowledge({
          ctx: { graph, root, llm: config.llm, redact: knowledge.redactValues(config.hidden) },
          input,
          signal,
          onProgress: ({ done, of }) =>
            progress.show({ label: 'Describing', done, total: of, unit: 'symbol' }),
        });
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      }
    });
  } finally {
    progress.clear();
    graph.close();
  }
}

function money(text: string): number {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be an amount, such as 0.50.');
}
