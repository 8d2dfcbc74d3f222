import { type Command, InvalidArgumentError, Option } from 'commander';

/** The most that one answer lists. */
export const mostItems = 5000;

/** The value of an option that is a whole number. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}

/** Values given by repeating an option or with commas. */
export function listOf(text: string, before: readonly string[] = []): readonly string[] {
  return [
    ...before,
    ...text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()])),
  ];
}

export function jsonOption(): Option {
  return new Option('--json', 'answer as JSON, in the shape of the API');
}

export function codebaseOption(): Option {
  return new Option('-c, --codebase <name>', 'the codebase; by default that of the current folder');
}

export function limitOption(fallback: number): Option {
  return new Option('-n, --limit <count>', 'how many at most')
    .argParser(wholeNumber(1, mostItems))
    .default(fallback);
}

export function depthOption(fallback: number): Option {
  return new Option('-d, --depth <steps>', 'how many steps to follow')
    .argParser(wholeNumber(1, 50))
    .default(fallback);
}

export function atOption(): Option {
  return new Option(
    '--at <moment>',
    'answer as of then: a revision, a commit or a time; the API knows it',
  );
}

/** Shows how a command is used, below its help; each example is a command line and what it is for. */
export function addExamples(
  command: Command,
  examples: readonly (readonly [line: string, purpose: string])[],
): void {
  const width = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, purpose]) => `  ${line.padEnd(width)}   ${purpose}`);
  command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}
