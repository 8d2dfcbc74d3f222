import type { FileFailure } from '@clew/contracts';
import { addDetections } from './detectors/add-detections.ts';
import { type ExtractedFile, extractFile } from './facts/extract-file.ts';
import type { RecordedSite } from './facts/fact-recorder.ts';
import { parseProblem } from './facts/parse-problem.ts';
import type { OpenCodebase } from './open-codebase.ts';
import type { Project } from './projects/discover-projects.ts';
import { type OpenProgram, openPrograms } from './projects/open-programs.ts';
import { sourceLanguage } from './sources/source-language.ts';

/** What came of one source. */
export type ExtractedSource =
  | { readonly path: string; readonly extracted: ExtractedFile }
  | { readonly path: string; readonly failure: FileFailure };

/** Extracts one source from the program that owns it (absolute path). */
export function extractSource(
  open: OpenCodebase,
  opened: OpenProgram,
  absolutePath: string,
  onSite?: (path: string, site: RecordedSite) => void,
): ExtractedSource {
  const { codebase, finder, cache } = open;
  const path = codebase.sourcePath(absolutePath);
  const file = opened.program.getSourceFile(absolutePath);
  if (file === undefined) {
    const message = 'The file vanished while the codebase was read. Index it again.';
    return { path, failure: { path, message, line: null } };
  }
  const problem = parseProblem(file);
  if (problem !== null) return { path, failure: { path, ...problem } };
  const { program, resolver } = opened;
  const trace = onSite === undefined ? {} : { trace: (site: RecordedSite) => onSite(path, site) };
  let extracted: ExtractedFile;
  try {
    extracted = extractFile({
      ctx: { program, resolver, finder, ...trace },
      input: {
        file,
        path,
        contentHash: cache.read(absolutePath).contentHash,
        language: sourceLanguage(absolutePath) ?? 'typescript',
        package: codebase.packages.packageOf(path).name,
      },
    });
  } catch (error) {
    // The compiler gives up on some sources (types that recurse without end); the others go on.
    return failed(path, 'The TypeScript compiler cannot analyse the file', error);
  }
  try {
    return { path, extracted: addDetections(open, path, file, extracted) };
  } catch (error) {
    return failed(path, 'The detectors cannot read the file', error);
  }
}

function failed(path: string, what: string, error: unknown): ExtractedSource {
  const reason = error instanceof Error ? error.message : String(error);
  return { path, failure: { path, message: `${what}: ${reason}`, line: null } };
}

/**
 * Extracts the sources that the given projects own, program by program; a generator, so that the
 * caller decides when to let other work go on and when to stop.
 */
export function* extractProjects(
  open: OpenCodebase,
  projects: readonly Project[],
  onSite?: (path: string, site: RecordedSite) => void,
): Generator<ExtractedSource> {
  for (const opened of openPrograms(open.programs, projects)) {
    for (const path of opened.owned) yield extractSource(open, opened, path, onSite);
  }
}
