import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import ts from 'typescript';
import type { OpenCodebase } from '../open-codebase.ts';
import type { OpenProgram } from '../projects/open-programs.ts';
import { splitSourceExtension } from '../sources/source-language.ts';
import { isLibrary } from './derivation-hashes.ts';
import { fileLinks } from './file-links.ts';
import { inputPath } from './read-environment.ts';

/** Hash of the text of a module, as the compiler reads it; '' when there is no such file. */
export function hashModuleText(text: string | undefined): string {
  return text === undefined ? '' : createHash('sha256').update(text).digest('hex');
}

const ENDINGS = ['.ts', '.tsx', '.d.ts', '.mts', '.cts', '.js', '/index.ts', '/index.d.ts'];

/** Where a file would have to appear for a relative specifier that leads nowhere. */
function candidates(from: string, specifier: string): readonly string[] {
  const path = resolve(dirname(from), specifier);
  const stem = splitSourceExtension(path)?.stem ?? path;
  return [path, ...ENDINGS.map((ending) => stem + ending)];
}

/**
 * The files of a program that are read for their types but are neither sources nor libraries, with the
 * hash of their text: data, and what ignore files leave out. And those that are missed, with '', for
 * generated code is often indexed before it is made.
 */
export function readModules(open: OpenCodebase, opened: OpenProgram): ReadonlyMap<string, string> {
  const modules = new Map<string, string>();
  const { sources } = open.programs;
  for (const file of opened.program.getSourceFiles()) {
    if (isLibrary(opened, file)) continue;
    if (!sources.has(file.fileName)) {
      modules.set(inputPath(open.root, file.fileName), hashModuleText(file.text));
    }
    for (const { specifier, target } of fileLinks(opened, file)) {
      const text = specifier.slice(specifier.indexOf(':') + 1);
      if (target !== null || !text.startsWith('.')) continue;
      for (const path of candidates(file.fileName, text)) {
        const name = inputPath(open.root, path);
        if (sources.has(path) || modules.has(name)) continue;
        modules.set(name, hashModuleText(ts.sys.readFile(path)));
      }
    }
  }
  return modules;
}
