import { AutomationError } from '../automation-error.ts';
import { readSecretsFile } from './read-secrets-file.ts';

/** Values that actions need and nobody may see. Named in parameters, resolved only for a run. */
export interface Secrets {
  /** Sorted. */
  names(): readonly string[];
  /** @throws AutomationError `secret_unknown`. */
  resolve(name: string): string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const prefix = 'CLEW_SECRET_';
const nameFormat = /^[A-Za-z_][A-Za-z0-9_]{0,99}$/;
/** A shorter value could not be redacted without blackening texts that do not hold it. */
const shortestValue = 6;
const longestValue = 16_384;

/**
 * Collects the secrets: the variable `CLEW_SECRET_<NAME>`, and every entry of the file that
 * `CLEW_SECRETS_FILE` names. A variable wins over an entry of the same name.
 *
 * @throws AutomationError `secrets_invalid` that lists every problem at once and shows no value.
 */
export function createSecrets(environment: Environment): Secrets {
  const problems: string[] = [];
  const values = new Map<string, string>();
  const add = (name: string, value: string, where: string) => {
    const problem = secretProblem(name, value);
    if (problem === null) values.set(name, value);
    else problems.push(`${where} ${problem}`);
  };
  const path = environment.CLEW_SECRETS_FILE?.trim() ?? '';
  if (path !== '') {
    const file = readSecretsFile(path);
    problems.push(...file.problems);
    for (const [name, value] of file.entries) add(name, value, `${name} in ${path}`);
  }
  for (const [variable, value] of Object.entries(environment)) {
    if (!variable.startsWith(prefix) || value === undefined || value === '') continue;
    add(variable.slice(prefix.length), value, variable);
  }
  if (problems.length > 0) {
    const list = problems.map((problem) => `  ${problem}`).join('\n');
    throw new AutomationError('secrets_invalid', `Secrets are not valid:\n${list}`);
  }
  const names = [...values.keys()].sort();
  return {
    names: () => names,
    resolve(name) {
      const value = values.get(name);
      if (value !== undefined) return value;
      throw new AutomationError(
        'secret_unknown',
        `There is no secret ${name}. Set ${prefix}${name} for the worker, or add it to its secrets file.`,
      );
    },
  };
}

function secretProblem(name: string, value: string): string | null {
  if (!nameFormat.test(name)) {
    return 'must be named by letters, digits and underscores, not starting with a digit';
  }
  if (value.length < shortestValue) {
    return `must have at least ${shortestValue} characters: a shorter value cannot be redacted reliably`;
  }
  if (value.length > longestValue) return `must have at most ${longestValue} characters`;
  if (`[secret:${name}]`.toLowerCase().includes(value.toLowerCase())) {
    return 'must not be a part of the mark that replaces it';
  }
  return null;
}
