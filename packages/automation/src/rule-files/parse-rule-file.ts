import { type ConfigFileProblem, type ParsedConfigFile, parseConfigFile } from '@clew/config-files';
import { newActionSchema, newRuleSchema } from '@clew/contracts';
import { z } from 'zod';

export type RuleFileProblem = ConfigFileProblem;

const rule = newRuleSchema.shape;

const ruleEntrySchema = z
  .strictObject({
    ref: rule.ref,
    on: rule.trigger_ref,
    params: rule.trigger_params,
    when: rule.when,
    do: rule.action_ref,
    with: rule.action_params,
    enabled: z.boolean().optional(),
    label: rule.label,
    description: rule.description,
  })
  .transform(({ on, params, do: action_ref, with: action_params, ...rest }) => ({
    ...rest,
    trigger_ref: on,
    trigger_params: params,
    action_ref,
    action_params,
  }));

/** What a rules file holds. Actions that start programs can be defined nowhere else. */
const ruleFileSchema = z
  .strictObject({
    /** How the codebase is meant to be built: not for the engine, which is why it is left out. */
    architecture: z.unknown().optional(),
    rules: z.array(ruleEntrySchema).max(10_000).default([]),
    actions: z.array(newActionSchema).max(1000).default([]),
  })
  .transform(({ rules, actions }) => ({ rules, actions }));

export type RuleFileContent = z.output<typeof ruleFileSchema>;

export type ParsedRuleFile = ParsedConfigFile<RuleFileContent>;

/**
 * Parses a rules file: YAML with `rules` (ref, on, when, do, with, …) and `actions`. Every problem is
 * told with its line. Never throws.
 */
export function parseRuleFile(file: string, text: string): ParsedRuleFile {
  return parseConfigFile(file, text, ruleFileSchema);
}
