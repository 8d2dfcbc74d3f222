import { Command, CommanderError } from 'commander';
import { type CommandShell, createShell } from './command-shell.ts';
import { addAffectedTests } from './commands/affected-tests.ts';
import { addCheck } from './commands/check.ts';
import { addCompletion } from './commands/completion.ts';
import { addCycles } from './commands/cycles.ts';
import { addDeadCode } from './commands/dead-code.ts';
import { addDiff } from './commands/diff.ts';
import { addDoctor } from './commands/doctor.ts';
import { addEntryPoints } from './commands/entry-points.ts';
import { addEvents } from './commands/events.ts';
import { addHistory } from './commands/history.ts';
import { addHotspots } from './commands/hotspots.ts';
import { addImpact } from './commands/impact.ts';
import { addImport } from './commands/import-scip.ts';
import { addIndex } from './commands/index-codebase.ts';
import { addKnowledge } from './commands/knowledge.ts';
import { addMcp } from './commands/mcp.ts';
import { addCallees, addCallers } from './commands/neighbours.ts';
import { addOpen } from './commands/open-page.ts';
import { addPath } from './commands/path.ts';
import { addQuarantine } from './commands/quarantine.ts';
import { addRules } from './commands/rules.ts';
import { addSearch } from './commands/search.ts';
import { addSymbol } from './commands/symbol.ts';
import { addToken } from './commands/token.ts';
import { addWatch } from './commands/watch.ts';
import type { ExitCode } from './exit-code.ts';
import { exitCodeMeanings } from './exit-code.ts';
import { packageVersion } from './package-version.ts';
import type { Surroundings } from './surroundings.ts';

/** Runs one command line (without `node` and the script) and says how to exit. */
export async function runProgram(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const asJson = args.includes('--json');
  const program = buildProgram(surroundings, asJson, (code) => {
    exitCode = code;
  });
  try {
    if (args[0] === '__complete') {
      await answerShell(
        program,
        createShell(surroundings, () => {}),
        args.slice(1),
      );
      return 0;
    }
    await program.parseAsync(args.length === 0 ? ['--help'] : [...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && (error.exitCode === 0 || !asJson)) {
      // Commander has written what is wrong with the command line, or the help that was asked for.
      return error.exitCode === 0 ? 0 : 2;
    }
    const { reportError } = await import('./output/error-report.ts');
    const report = await reportError(error, ['clew', ...args].join(' '));
    surroundings.err.write(
      asJson ? `${JSON.stringify(report.problem, null, 2)}\n` : `${report.message}\n`,
    );
    return report.exitCode;
  }
}

/** The commands. With `asJson`, mistakes in the command line are left to the caller to tell. */
export function buildProgram(
  surroundings: Surroundings,
  asJson: boolean,
  endWith: (exitCode: ExitCode) => void,
): Command {
  const { out, err } = surroundings;
  const shell = createShell(surroundings, endWith);
  const program = new Command('clew')
    .description(
      'Asks the graph of a codebase: who calls this, what breaks if it changes, and why.',
    )
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show how it is used')
    .exitOverride()
    .configureOutput({
      writeOut: out.write,
      writeErr: err.write,
      outputError: (text, write) => {
        if (!asJson) write(text);
      },
      getOutHelpWidth: () => out.width() ?? 100,
      getErrHelpWidth: () => err.width() ?? 100,
      getOutHasColors: () => out.hasColors,
      getErrHasColors: () => err.hasColors,
    })
    .addHelpText('after', `\n${exitCodeMeanings}\n\`clew <command> --help\` shows examples.`);
  if (!asJson) program.showHelpAfterError('(--help shows examples)');

  program.commandsGroup('Ask the graph:');
  addSearch(program, shell);
  addSymbol(program, shell);
  addCallers(program, shell);
  addCallees(program, shell);
  addImpact(program, shell);
  addPath(program, shell);
  addCycles(program, shell);
  addDeadCode(program, shell);
  addHotspots(program, shell);
  addEntryPoints(program, shell);
  addAffectedTests(program, shell);
  addKnowledge(program, shell);
  program.commandsGroup('Keep it up to date:');
  addIndex(program, shell);
  addWatch(program, shell);
  addImport(program, shell);
  program.commandsGroup('Guard it:');
  addCheck(program, shell);
  addDoctor(program, shell);
  addQuarantine(program, shell);
  program.commandsGroup('Ask the API:');
  addDiff(program, shell);
  addHistory(program, shell);
  addEvents(program, shell);
  addRules(program, shell);
  addToken(program, shell);
  addOpen(program, shell);
  program.commandsGroup('Around it:');
  addMcp(program, shell);
  addCompletion(program, shell);
  program.helpCommand('help [command]', 'show how a command is used');
  return program;
}

/** What a completion script asks for. */
async function answerShell(
  program: Command,
  shell: CommandShell,
  words: readonly string[],
): Promise<void> {
  const [{ complete }, { knownWords }] = await Promise.all([
    import('./completion/complete.ts'),
    import('./completion/known-words.ts'),
  ]);
  const candidates = await complete(program, words, knownWords(shell));
  for (const { value, description } of candidates) {
    shell.out.write(description === '' ? `${value}\n` : `${value}\t${description}\n`);
  }
}
