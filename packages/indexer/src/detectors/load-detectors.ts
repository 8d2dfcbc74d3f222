import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DetectorRule, FileFailure } from '@clew/contracts';
import { byText } from '../text-order.ts';
import { readRuleFile } from './read-rule-file.ts';

/** The rules that are in force for a codebase. */
export interface Detectors {
  readonly rules: readonly DetectorRule[];
  /** Files of rules that are not used, and why. */
  readonly failures: readonly FileFailure[];
}

/** Where a codebase keeps rules of its own, relative to its root. */
export const detectorFolder = '.clew/detectors';

const ownFolder = new URL('../../detectors/', import.meta.url);
let ownRules: readonly DetectorRule[] | null = null;

/** The rules that come with Clew. */
export function builtInDetectors(): readonly DetectorRule[] {
  ownRules ??= readdirSync(ownFolder)
    .filter((name) => name.endsWith('.yaml'))
    .sort(byText)
    .flatMap((name) => {
      const { rules, failures } = readRuleFile(
        name,
        readFileSync(new URL(name, ownFolder), 'utf8'),
      );
      const [first] = failures;
      if (first !== undefined) {
        throw new SyntaxError(`${name}:${first.line ?? 1}: ${first.message}`);
      }
      return rules;
    });
  return ownRules;
}

/**
 * The built-in rules and those of the codebase. A rule of the codebase under the id of another one
 * takes its place. A file that is broken is a failure, and the rest goes on.
 */
export function loadDetectors(root: string): Detectors {
  const rules = new Map(builtInDetectors().map((rule) => [rule.id, rule]));
  const failures: FileFailure[] = [];
  for (const path of ruleFiles(root)) {
    const file = readOwn(root, path);
    failures.push(...file.failures);
    for (const rule of file.rules) rules.set(rule.id, rule);
  }
  return { rules: [...rules.values()], failures };
}

/** Hash of every rule that a codebase is read with: another one means that all is detected anew. */
export function hashDetectors(root: string): string {
  const hash = createHash('sha256').update(JSON.stringify(builtInDetectors()));
  for (const path of ruleFiles(root)) {
    hash.update(path);
    const file = join(root, path);
    if (existsSync(file)) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

function ruleFiles(root: string): readonly string[] {
  const folder = join(root, detectorFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort(byText)
    .map((name) => `${detectorFolder}/${name}`);
}

function readOwn(root: string, path: string): ReturnType<typeof readRuleFile> {
  try {
    return readRuleFile(path, readFileSync(join(root, path), 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The detector rules cannot be read: ${reason}`;
    return { rules: [], failures: [{ path, message, line: null }] };
  }
}
