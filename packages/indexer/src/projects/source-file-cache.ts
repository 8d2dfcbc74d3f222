import ts from 'typescript';
import { readSource, type SourceText } from '../sources/read-source.ts';

/** Texts and syntax trees, shared by the programs of an index run and by the runs of a session. */
export interface SourceFileCache {
  /** Tells what the sources of the codebase are (absolute paths); everything else is a library. */
  cover(sources: ReadonlySet<string>): void;
  /** A source of the codebase, read once. */
  read(path: string): SourceText;
  parse(
    path: string,
    format: ts.ScriptTarget | ts.CreateSourceFileOptions,
    options: ts.CompilerOptions,
  ): ts.SourceFile | undefined;
  /** Reads a source again. What is the same keeps its trees. @returns true when it is another text */
  reload(path: string): boolean;
  /** Forgets everything that is no source, or only those of it whose text changed on disk. */
  forgetLibraries(which: 'all' | { readonly changedAmong: Iterable<string> }): void;
}

/**
 * A tree can serve two programs when they parse and bind it alike. That depends on the language
 * version, the module format, and how modules are told from scripts; of a declaration file only on
 * its format.
 */
function treeKey(
  path: string,
  format: ts.CreateSourceFileOptions,
  options: ts.CompilerOptions,
): string {
  if (/\.d\.[cm]?ts$/.test(path)) return `${format.impliedNodeFormat}`;
  return [
    format.languageVersion,
    format.impliedNodeFormat,
    options.moduleDetection,
    options.module,
    options.jsx,
    options.alwaysStrict ?? options.strict,
  ].join('|');
}

export function createSourceFileCache(): SourceFileCache {
  let sources: ReadonlySet<string> = new Set();
  const texts = new Map<string, SourceText>();
  const trees = new Map<string, Map<string, ts.SourceFile>>();
  const read = (path: string): SourceText => {
    let text = texts.get(path);
    if (text === undefined) {
      text = readSource(path);
      texts.set(path, text);
    }
    return text;
  };
  const textOf = (path: string): string | undefined =>
    sources.has(path) ? read(path).text : ts.sys.readFile(path);
  const textOfTree = (path: string): string | undefined =>
    trees.get(path)?.values().next().value?.text;
  return {
    cover(given) {
      for (const path of texts.keys()) {
        if (given.has(path)) continue;
        texts.delete(path);
        trees.delete(path);
      }
      // What was read as a library is read again, by the rules for sources.
      for (const path of given) if (!sources.has(path)) trees.delete(path);
      sources = given;
    },
    read,
    parse(path, format, options) {
      const parsing: ts.CreateSourceFileOptions =
        typeof format === 'object' ? format : { languageVersion: format };
      const key = treeKey(path, parsing, options);
      const known = trees.get(path)?.get(key);
      if (known !== undefined) return known;
      const text = textOf(path);
      if (text === undefined) return undefined;
      const tree = ts.createSourceFile(path, text, {
        ...parsing,
        jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeInfo,
      });
      const ofPath = trees.get(path) ?? new Map<string, ts.SourceFile>();
      ofPath.set(key, tree);
      trees.set(path, ofPath);
      return tree;
    },
    reload(path) {
      const before = texts.get(path);
      const now = readSource(path);
      const isSame =
        before !== undefined &&
        before.contentHash === now.contentHash &&
        before.problem === now.problem;
      if (isSame) return false;
      texts.set(path, now);
      trees.delete(path);
      return true;
    },
    forgetLibraries(which) {
      if (which === 'all') {
        for (const path of trees.keys()) if (!sources.has(path)) trees.delete(path);
        return;
      }
      for (const path of which.changedAmong) {
        if (!sources.has(path) && textOfTree(path) !== ts.sys.readFile(path)) trees.delete(path);
      }
    },
  };
}
