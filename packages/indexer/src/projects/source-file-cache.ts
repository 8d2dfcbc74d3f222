import ts from 'typescript';
import { readSource, type SourceText } from '../sources/read-source.ts';

/** Texts and syntax trees of one index run, shared by its programs. */
export interface SourceFileCache {
  /** A source of the codebase, read once. */
  read(path: string): SourceText;
  parse(
    path: string,
    format: ts.ScriptTarget | ts.CreateSourceFileOptions,
    options: ts.CompilerOptions,
  ): ts.SourceFile | undefined;
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
  if (/\.d\.[cm]?ts$/.test(path)) return `${format.impliedNodeFormat}|${path}`;
  return [
    format.languageVersion,
    format.impliedNodeFormat,
    options.moduleDetection,
    options.module,
    options.jsx,
    options.alwaysStrict ?? options.strict,
    path,
  ].join('|');
}

/** @param sources absolute paths of the sources of the codebase; everything else is a library. */
export function createSourceFileCache(sources: ReadonlySet<string>): SourceFileCache {
  const texts = new Map<string, SourceText>();
  const trees = new Map<string, ts.SourceFile>();
  const read = (path: string): SourceText => {
    let text = texts.get(path);
    if (text === undefined) {
      text = readSource(path);
      texts.set(path, text);
    }
    return text;
  };
  return {
    read,
    parse(path, format, options) {
      const parsing: ts.CreateSourceFileOptions =
        typeof format === 'object' ? format : { languageVersion: format };
      const key = treeKey(path, parsing, options);
      const known = trees.get(key);
      if (known !== undefined) return known;
      const text = sources.has(path) ? read(path).text : ts.sys.readFile(path);
      if (text === undefined) return undefined;
      const tree = ts.createSourceFile(path, text, {
        ...parsing,
        jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeInfo,
      });
      trees.set(key, tree);
      return tree;
    },
  };
}
