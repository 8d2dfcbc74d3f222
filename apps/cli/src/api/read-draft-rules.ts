import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseConfigFile } from '@clew/config-files';
import { newRuleSchema } from '@clew/contracts';
import { z } from 'zod';
import { CliError } from '../cli-error.ts';

const rule = newRuleSchema.shape;

/** A rule as it stands in a file. What has nothing to do with its reaction is for the engine to check. */
const ruleEntrySchema = z
  .looseObject({
    ref: rule.ref,
    on: rule.trigger_ref,
    params: rule.trigger_params,
    when: rule.when,
    do: rule.action_ref,
    with: rule.action_params,
  })
  .transform((entry) => ({
    ref: entry.ref,
    trigger_ref: entry.on,
    trigger_params: entry.params,
    when: entry.when,
    action_ref: entry.do,
    action_params: entry.with,
  }));

const ruleFileSchema = z.looseObject({ rules: z.array(ruleEntrySchema).default([]) });

export type DraftRule = z.output<typeof ruleEntrySchema>;

/**
 * The rules of a rules file, whether it is in force or not.
 *
 * @throws CliError `file_unreadable`, `config_invalid` with each problem and its line
 */
export function readDraftRules(workingDir: string, file: string): readonly DraftRule[] {
  const path = resolve(workingDir, file);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new CliError('file_unreadable', `The rules file ${path} cannot be read.`, { cause });
  }
  const parsed = parseConfigFile(file, text, ruleFileSchema);
  if (parsed.kind === 'parsed') return parsed.content.rules;
  const lines = parsed.problems.map(({ line, message }) => `  ${file}:${line}  ${message}`);
  throw new CliError('config_invalid', `The rules cannot be read:\n${lines.join('\n')}`);
}
