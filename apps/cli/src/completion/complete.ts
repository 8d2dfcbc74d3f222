import type { Argument, Command, Option } from 'commander';

/** A word that may come next, and what it is. */
export interface Candidate {
  readonly value: string;
  readonly description: string;
}

/** Words that only the graphs know. */
export interface KnownWords {
  codebases(): Promise<readonly string[]>;
  /** Names of symbols that begin with a text, as far as it takes to be told apart. */
  symbols(text: string, options: { readonly codebase?: string }): Promise<readonly Candidate[]>;
}

/**
 * What may stand in place of the last word of a command line that is being typed.
 *
 * @param words the words behind `clew`, up to the one at the cursor, which may be empty
 */
export async function complete(
  program: Command,
  words: readonly string[],
  known: KnownWords,
): Promise<readonly Candidate[]> {
  const current = words.at(-1) ?? '';
  const line = readLine(program, words.slice(0, -1));
  const candidates = await candidatesFor(line, current, known);
  return candidates.filter(({ value }) => value.startsWith(current));
}

/** What the finished words of a line say. */
interface TypedLine {
  readonly command: Command;
  /** How many arguments of the command are there. */
  readonly args: number;
  /** The option whose value comes next. */
  readonly awaiting: Option | null;
  readonly codebase: string | undefined;
  /** Whether `--` ended the options. */
  readonly onlyArguments: boolean;
}

function readLine(program: Command, words: readonly string[]): TypedLine {
  let command = program;
  let args = 0;
  let awaiting: Option | null = null;
  let codebase: string | undefined;
  let onlyArguments = false;
  for (const word of words) {
    if (awaiting !== null) {
      if (awaiting.long === '--codebase') codebase = word;
      awaiting = null;
    } else if (word === '--') {
      onlyArguments = true;
    } else if (word.startsWith('-') && !onlyArguments) {
      const option = command.options.find(({ long, short }) => word === long || word === short);
      awaiting = option !== undefined && !option.isBoolean() ? option : null;
    } else {
      const next = command.commands.find((each) => each.name() === word);
      if (next === undefined) args += 1;
      else command = next;
    }
  }
  return { command, args, awaiting, codebase, onlyArguments };
}

async function candidatesFor(
  { command, args, awaiting, codebase, onlyArguments }: TypedLine,
  current: string,
  known: KnownWords,
): Promise<readonly Candidate[]> {
  if (awaiting !== null) return valuesOf(awaiting, known);
  if (current.startsWith('-') && !onlyArguments) return optionsOf(command);
  const commands = command.createHelp().visibleCommands(command);
  if (commands.length > 0) {
    return commands.map((each) => ({ value: each.name(), description: each.description() }));
  }
  const argument = argumentAt(command, args);
  if (argument === undefined) return [];
  if (argument.argChoices !== undefined) return plain(argument.argChoices);
  return symbolArguments.has(`${command.name()} ${argument.name()}`)
    ? known.symbols(current, codebase === undefined ? {} : { codebase })
    : [];
}

/** The arguments that name a symbol. */
const symbolArguments = new Set([
  'symbol name',
  'callers name',
  'callees name',
  'impact name',
  'path from',
  'path to',
  'open name',
  'history name',
]);

function argumentAt(command: Command, index: number): Argument | undefined {
  const all = command.registeredArguments;
  const last = all.at(-1);
  return all[index] ?? (last?.variadic === true ? last : undefined);
}

async function valuesOf(option: Option, known: KnownWords): Promise<readonly Candidate[]> {
  if (option.argChoices !== undefined) return plain(option.argChoices);
  return option.long === '--codebase' ? plain(await known.codebases()) : [];
}

function optionsOf(command: Command): readonly Candidate[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long, description }) => (long == null ? [] : [{ value: long, description }]));
}

function plain(values: readonly string[]): readonly Candidate[] {
  return values.map((value) => ({ value, description: '' }));
}
