import type { FactBatch, FileFacts } from '@clew/contracts';
import { readInside } from '../sources/read-inside.ts';
import { detectFile } from './detect-file.ts';
import { type DetectionInput, noPackage } from './detection-input.ts';
import { detectorFolder, loadDetectors } from './load-detectors.ts';
import { grammarProblem } from './match-rules.ts';

/**
 * Adds to facts that came without the compiler what the detectors find in their sources. A source that
 * is gone, or whose language no detector reads, has no detections.
 *
 * @param texts sources that were read already, by path; others are read from the disk
 */
export function detectInBatch(
  batch: FactBatch,
  root: string,
  texts: ReadonlyMap<string, string> = new Map(),
): FactBatch {
  const { rules, failures } = loadDetectors(root);
  const isJava = batch.files.some(({ language }) => readableAs(language) === 'java');
  const noJava = isJava ? grammarProblem('java') : null;
  const externals = new Set(batch.externals.map(({ fqn }) => fqn));
  const files = batch.files.map((facts): FileFacts => {
    const language = readableAs(facts.language);
    if (language === null || (language === 'java' && noJava !== null)) return facts;
    const text = texts.get(facts.path) ?? textInside(root, facts.path);
    if (text === null) return facts;
    const { path, symbols, edges } = facts;
    const { entry_points, dependencies } = detectFile(
      { path, text, language, symbols, edges, externals, package: noPackage },
      rules,
    );
    return { ...facts, entry_points: [...entry_points], dependencies: [...dependencies] };
  });
  const message = `Entry points of Java were not looked for: its grammar cannot be loaded here (${noJava}).`;
  const missing = noJava === null ? [] : [{ path: detectorFolder, message, line: null }];
  return { ...batch, files, failures: [...batch.failures, ...failures, ...missing] };
}

function textInside(root: string, path: string): string | null {
  const source = readInside(root, path);
  return source === null || source.problem !== null ? null : source.text;
}

function readableAs(language: string): DetectionInput['language'] | null {
  switch (language) {
    case 'java':
      return 'java';
    case 'typescript':
    case 'typescriptreact':
    case 'javascript':
    case 'javascriptreact':
      return 'typescript';
    default:
      return null;
  }
}
