import { Argument, Command, CommanderError } from 'commander';
import { describeError } from './attempt.ts';
import { adoptDatabase } from './commands/adopt.ts';
import type { CommandContext, StoreSelection } from './commands/command-context.ts';
import { type DumpMode, dumpSchemas } from './commands/dump.ts';
import { allGood } from './commands/each-store.ts';
import { previewStores } from './commands/preview.ts';
import { readStatus } from './commands/status.ts';
import { migrateStores } from './commands/up.ts';
import { verifyStores } from './commands/verify.ts';
import type { MigrateConfig } from './config.ts';
import { type Paint, paintFor } from './report/paint.ts';
import { renderAdoption } from './report/render-adoption.ts';
import { renderDump } from './report/render-dump.ts';
import { renderPreview } from './report/render-preview.ts';
import { renderStatus } from './report/render-status.ts';
import { renderUp } from './report/render-up.ts';
import { renderVerify } from './report/render-verify.ts';
import { type StoreChoice, storeChoices } from './store-choice.ts';

/** 0: done, and good; 1: something failed or is not as it should be; 2: the command makes no sense. */
export type ExitCode = 0 | 1 | 2;

export interface Surroundings {
  readonly readConfig: () => MigrateConfig;
  readonly isTerminal: boolean;
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
}

interface Options {
  readonly json?: boolean;
  readonly file?: readonly string[];
}

/** Runs one command line (without `node` and the script) and says how to exit. */
export async function runProgram(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const finish = (isGood: boolean) => {
    exitCode = isGood ? 0 : 1;
  };
  const program = buildProgram(surroundings, finish);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has written what is wrong with the command line, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const described = describeError(error);
    if (args.includes('--json')) {
      surroundings.writeOut(`${JSON.stringify({ ok: false, error: described }, null, 2)}\n`);
    } else {
      surroundings.writeError(`${described.message}\n`);
    }
    return 1;
  }
}

function buildProgram(surroundings: Surroundings, finish: (isGood: boolean) => void): Command {
  const { writeOut, writeError } = surroundings;
  const paint = paintFor(surroundings.isTerminal);
  const answer = (options: Options, isGood: boolean, value: object, text: () => string) => {
    finish(isGood);
    writeOut(
      options.json === true
        ? `${JSON.stringify({ ok: isGood, ...value }, null, 2)}\n`
        : `${text().trimEnd()}\n`,
    );
  };
  const context = (): CommandContext => ({
    config: surroundings.readConfig(),
    progress: (step) => {
      if (surroundings.isTerminal) writeError(`${paint.faint(step)}\n`);
    },
  });

  const program = new Command('migrate')
    .description(
      'Migrates the stores of Clew: the graph of each codebase (SQLite) and the events (TimescaleDB).',
    )
    .exitOverride()
    .configureOutput({
      writeOut,
      writeErr: writeError,
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
    })
    .showHelpAfterError('(--help shows what there is)');

  const storeCommand = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .addArgument(new Argument('[store]', 'one store only').choices(storeChoices))
      .option('--file <path...>', 'graph files instead of the graphs of all codebases')
      .option('--json', 'answer as JSON');
  const everything = () => true;

  storeCommand('status', 'which migrations each store has and lacks').action(
    async (store: StoreChoice | undefined, options: Options) => {
      const status = await readStatus({ ctx: context(), input: selectionOf(store, options) });
      const isGood = allGood(status, { graph: everything, events: everything });
      answer(options, isGood, status, () => renderStatus(paint, status));
    },
  );

  storeCommand('preview', 'what `up` would do, counted; writes nothing').action(
    async (store: StoreChoice | undefined, options: Options) => {
      const preview = await previewStores({ ctx: context(), input: selectionOf(store, options) });
      const isGood = allGood(preview, { graph: everything, events: everything });
      answer(options, isGood, preview, () => renderPreview(paint, preview));
    },
  );

  storeCommand('up', 'bring each store to the newest schema; graphs are backed up first').action(
    async (store: StoreChoice | undefined, options: Options) => {
      const result = await migrateStores({ ctx: context(), input: selectionOf(store, options) });
      const isGood = allGood(result, { graph: everything, events: everything });
      answer(options, isGood, result, () => renderUp(paint, result));
    },
  );

  storeCommand('verify', 'compare each store with what this version expects').action(
    async (store: StoreChoice | undefined, options: Options) => {
      const result = await verifyStores({ ctx: context(), input: selectionOf(store, options) });
      const isGood = allGood(result, { graph: ({ ok }) => ok, events: ({ ok }) => ok });
      answer(options, isGood, result, () => renderVerify(paint, result));
    },
  );

  program
    .command('adopt')
    .description('take over a database of the older system as a codebase; the file stays as it is')
    .argument('<file>', 'a SQLite database with its symbols and edges')
    .option('--name <name>', 'name of the codebase; by default that of the file')
    .option('--root <folder>', 'folder of the sources; by default this one')
    .option('--json', 'answer as JSON')
    .action((file: string, options: Options & { name?: string; root?: string }) => {
      const adoption = adoptDatabase({
        ctx: context(),
        input: { file, name: options.name, root: options.root },
      });
      answer(options, true, adoption, () => renderAdoption(paint, adoption));
    });

  addDump(program, paint, answer);
  return program;
}

function addDump(
  program: Command,
  paint: Paint,
  answer: (options: Options, isGood: boolean, value: object, text: () => string) => void,
): void {
  program
    .command('dump')
    .description('write the schema that all migrations make to the committed schema.sql')
    .addArgument(new Argument('[store]', 'one store only').choices(storeChoices))
    .option('--check', 'write nothing; fail when the committed file differs, and show how')
    .option('--stdout', 'write nothing; print the schema')
    .option('--json', 'answer as JSON')
    .action(
      async (
        store: StoreChoice | undefined,
        options: Options & { check?: boolean; stdout?: boolean },
      ) => {
        const mode: DumpMode =
          options.check === true ? 'check' : options.stdout ? 'print' : 'write';
        const dumps = await dumpSchemas({ store, mode });
        const isGood = mode !== 'check' || dumps.every(({ drift }) => drift === null);
        answer(options, isGood, { dumps }, () => renderDump(paint, dumps, mode));
      },
    );
}

function selectionOf(store: StoreChoice | undefined, options: Options): StoreSelection {
  return { store, files: options.file ?? [] };
}
