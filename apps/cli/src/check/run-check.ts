import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  baselineText,
  type ConfigFileProblem,
  readArchitecture,
  readBaseline,
} from '@clew/config-files';
import type { Architecture, ArchitectureReport, Baseline } from '@clew/contracts';
import { checkArchitecture, type Graph } from '@clew/graph-store';
import { CliError } from '../cli-error.ts';

/** What a check found, and where its baseline is. */
export interface CheckRun {
  readonly report: ArchitectureReport;
  /** Relative to the root. */
  readonly baselinePath: string;
}

/**
 * Holds the graph against the architecture that the codebase says it has in `clew.yaml`.
 *
 * @param input.baseline path of the baseline file, relative to the root, instead of the one that
 *   `clew.yaml` names
 * @throws CliError `architecture_missing`, `config_invalid` with every problem and its line
 */
export async function runCheck({
  graph,
  root,
  baseline: givenPath,
  now = new Date(),
}: {
  readonly graph: Graph;
  readonly root: string;
  readonly baseline: string | undefined;
  readonly now?: Date;
}): Promise<CheckRun> {
  const architecture = await architectureOf(root);
  const baselinePath = givenPath ?? architecture.baseline;
  const baseline = await baselineOf(root, baselinePath);
  const report = checkArchitecture({
    ctx: { graph },
    input: { architecture, baseline, today: now.toISOString().slice(0, 10) },
  });
  return { report, baselinePath };
}

/**
 * Makes the baseline hold exactly the violations of now that no exemption names.
 *
 * @returns how many it holds
 */
export function updateBaseline(root: string, { report, baselinePath }: CheckRun): number {
  const kept = report.violations
    .filter(({ status }) => status !== 'exempted')
    .map(({ rule, from, to }) => ({ rule, from: from.fqn, to: to?.fqn ?? null }));
  const path = join(root, baselinePath);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, baselineText(kept));
  return kept.length;
}

async function architectureOf(root: string): Promise<Architecture> {
  const found = await readArchitecture(root);
  if (found.kind === 'invalid') throw invalid(found.problems);
  if (found.architecture !== null) return found.architecture;
  throw new CliError(
    'architecture_missing',
    `${join(root, 'clew.yaml')} says nothing about the architecture. Add a section \`architecture\` with \`layers\` and \`rules\`.`,
  );
}

async function baselineOf(root: string, path: string): Promise<Baseline | null> {
  const found = await readBaseline(root, path);
  if (found.kind === 'invalid') throw invalid(found.problems);
  return found.baseline;
}

function invalid(problems: readonly ConfigFileProblem[]): CliError {
  const lines = problems.map(({ file, line, message }) => `  ${file}:${line}  ${message}`);
  return new CliError('config_invalid', `The rules cannot be read:\n${lines.join('\n')}`, {
    issues: problems.map(({ file, line, message }) => ({ path: `${file}:${line}`, message })),
  });
}
