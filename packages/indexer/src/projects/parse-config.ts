import { dirname } from 'node:path';
import type { FileFailure } from '@clew/contracts';
import ts from 'typescript';

/** One tsconfig.json (or jsconfig.json). Paths are absolute. */
export interface ParsedConfig {
  readonly path: string;
  readonly options: ts.CompilerOptions;
  readonly fileNames: readonly string[];
  readonly references: readonly string[];
  /** The configs that it extends, also indirectly. */
  readonly bases: readonly string[];
}

/** A config that includes nothing is normal: solutions and shared bases do. */
const NO_INPUTS = new Set([18002, 18003]);

function failureOf(diagnostic: ts.Diagnostic, path: string): FileFailure {
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
  const line =
    diagnostic.file === undefined || diagnostic.start === undefined
      ? null
      : diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start).line + 1;
  return { path, message: `TS${diagnostic.code}: ${message}`, line };
}

/**
 * Reads one config with everything that it extends. What is wrong with it becomes a failure, and
 * whatever could be read of it still counts; a config that is no JSON counts as an empty one.
 */
export function parseConfig(
  path: string,
  sourcePath: string,
): { config: ParsedConfig; failures: readonly FileFailure[] } {
  const written = ts.readJsonConfigFile(path, (name) => ts.sys.readFile(name));
  const [jsonError] = (written as ts.JsonSourceFile & { parseDiagnostics: ts.Diagnostic[] })
    .parseDiagnostics;
  const file = jsonError === undefined ? written : ts.readJsonConfigFile(path, () => '{}');
  const parsed = ts.parseJsonSourceFileConfigFileContent(
    file,
    ts.sys,
    dirname(path),
    undefined,
    path,
  );
  const seen = new Set<string>();
  const failures: FileFailure[] = [];
  for (const diagnostic of jsonError === undefined ? parsed.errors : [jsonError]) {
    if (NO_INPUTS.has(diagnostic.code)) continue;
    const failure = failureOf(diagnostic, sourcePath);
    const key = `${failure.line}:${failure.message}`;
    if (seen.has(key)) continue;
    seen.add(key);
    failures.push(failure);
  }
  const references = (parsed.projectReferences ?? []).map((reference) =>
    ts.resolveProjectReferencePath(reference),
  );
  const { options, fileNames } = parsed;
  const bases = file.extendedSourceFiles ?? [];
  return { config: { path, options, fileNames, references, bases }, failures };
}
