import type { CliConfig } from './config.ts';
import type { ExitCode } from './exit-code.ts';
import { type Paint, paintFor } from './output/paint.ts';
import type { Surroundings } from './surroundings.ts';

/** Options that every command has. */
export interface AnswerOptions {
  readonly json?: boolean | undefined;
}

/** What every command works with. */
export interface CommandShell extends Surroundings {
  /** Colours of the answers. */
  readonly paint: Paint;
  /** The settings, read when first asked for. @throws ClewError `settings_invalid` */
  config(): Promise<CliConfig>;
  /** Writes an answer: a JSON document with `--json`, else lines for a person. */
  answer(options: AnswerOptions, value: unknown, lines: () => readonly string[]): void;
  /** A line beside the answer: a hint, or what is going on. */
  note(line: string): void;
  /** How the process ends when the command does; 0 unless it says otherwise. */
  endWith(exitCode: ExitCode): void;
}

export function createShell(
  surroundings: Surroundings,
  endWith: (exitCode: ExitCode) => void,
): CommandShell {
  const { out, err, environment } = surroundings;
  let config: Promise<CliConfig> | undefined;
  return {
    ...surroundings,
    paint: paintFor(out.hasColors),
    config() {
      config ??= import('./config.ts').then(({ readConfig }) => readConfig(environment));
      return config;
    },
    answer({ json = false }, value, lines) {
      out.write(json ? `${JSON.stringify(value, null, 2)}\n` : asText(lines()));
    },
    note: (line) => err.write(`${line}\n`),
    endWith,
  };
}

function asText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
