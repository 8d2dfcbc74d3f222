import { randomBytes } from 'node:crypto';
import { mintSecret } from '@clew/event-store';

/** What no log, table or answer may hold, not even a piece of it: a word that turns up nowhere else. */
const word = 'kanarie';
const mark = `${word}-${randomBytes(6).toString('hex')}`;

const names = [
  'PATH_PART',
  'HOST_PART',
  'HEADER',
  'BODY',
  'LOG',
  'ARGV',
  'ENV',
  'STDIN',
  'SIGNATURE',
  'TEMPLATE',
  'HOOK',
  'IN_FILE',
] as const;
export type CanaryName = (typeof names)[number];

/** The values of the secrets, each told apart by its name, which is lower case: hosts are. */
export const canaries = Object.fromEntries(
  names.map((name) => [name, `${mark}-${name.toLowerCase().replaceAll('_', '-')}`]),
) as Readonly<Record<CanaryName, string>>;

/** The key of a language model, which is no secret that rules may name. */
export const llmKey = `${mark}-llm-key`;

/** The first token of the API, which rules use as a secret too. */
export const adminToken = mintSecret();

/** The secrets as the environment of a process has them, all but IN_FILE. */
export const canarySettings: Readonly<Record<string, string>> = {
  CLEW_SECRET_TOKEN: adminToken,
  CLEW_LLM_KEY: llmKey,
  ...Object.fromEntries(
    names
      .filter((name) => name !== 'IN_FILE')
      .map((name) => [`CLEW_SECRET_${name}`, canaries[name]]),
  ),
};

/** Which of the texts, or of the canaries, something holds, in any case. */
export function foundIn(text: string, others: readonly string[]): readonly string[] {
  const lower = text.toLowerCase();
  return [word, ...others].filter((one) => lower.includes(one.toLowerCase()));
}
