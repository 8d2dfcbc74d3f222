import ts from 'typescript';
import { extractFile } from '../src/facts/extract-file.ts';
import type { RecordedSite } from '../src/facts/fact-recorder.ts';
import { siteRole } from '../src/facts/site-role.ts';
import { openCodebase } from '../src/open-codebase.ts';
import { openPrograms } from '../src/projects/open-programs.ts';
import type { ScipIndex } from './scip-index.ts';

/** One call site at which the two indexers say different things. */
export interface Difference {
  readonly place: string;
  readonly name: string;
  readonly scip: string;
  readonly clew: readonly string[];
}

/** How the two indexers compare on every call, construction, tag, decorator and component by name. */
export interface Comparison {
  readonly calls: number;
  /** Both name the same symbol of the codebase. */
  readonly sameSymbol: number;
  /** Both name a library symbol of the same name. */
  readonly sameLibrary: number;
  /** scip-typescript points at a local: a parameter, a variable, or a library symbol it has no name for. */
  readonly localInScip: number;
  /** scip-typescript points at a data property of an object literal, which is no symbol of the graph. */
  readonly dataInScip: number;
  /** scip-typescript has no occurrence; Clew has a target, or a reason why not. */
  readonly silentInScip: number;
  readonly differences: readonly Difference[];
}

function place(path: string, file: ts.SourceFile, position: number): string {
  const { line, character } = file.getLineAndCharacterOfPosition(position);
  return `${path}:${line}:${character}`;
}

/** Where the name of a declaration stands; a constructor is named by its keyword. */
function namePosition(node: ts.Node, file: ts.SourceFile): number {
  if (ts.isConstructorDeclaration(node)) {
    return (node.getFirstToken(file) ?? node).getStart(file);
  }
  const name = ts.getNameOfDeclaration(node as ts.Declaration);
  return (name ?? node).getStart(file);
}

function isLocal(symbol: string): boolean {
  return /\blocal \d+$/.test(symbol);
}

function lastName(symbol: string): string {
  const bare = symbol
    .replace('<constructor>', 'constructor')
    .replace(/\(\+?\d*\)|[.#`/:()]+$/g, '')
    .replace(/<get>|<set>/g, '');
  return /([^.#/:`[\]()]+)[.#`\]]*$/.exec(bare)?.[1] ?? bare;
}

/** Compares the sources that both indexers read. */
export function compareWithScip(root: string, scip: ScipIndex): Comparison {
  const open = openCodebase(root);
  const sites = new Map<string, string[]>();
  const names = new Map<string, string>();
  const files: { path: string; file: ts.SourceFile }[] = [];
  const record = (path: string, site: RecordedSite) => {
    const at = place(path, site.node.getSourceFile(), site.node.getStart());
    const said = 'to' in site.meaning ? site.meaning.to : `?${site.meaning.reason}`;
    sites.set(at, [...(sites.get(at) ?? []), said]);
  };
  for (const { program, resolver, owned } of openPrograms(open.programs, open.projects)) {
    for (const absolute of owned) {
      const file = program.getSourceFile(absolute);
      if (file === undefined) continue;
      const path = open.codebase.sourcePath(absolute);
      if (scip.has(path)) files.push({ path, file });
      const trace = (site: RecordedSite) => record(path, site);
      const rest = { contentHash: '', language: 'typescript', package: 'compared' };
      extractFile({
        ctx: { program, resolver, finder: open.finder, trace },
        input: { file, path, ...rest },
      });
      for (const name of open.finder.tableOf(file).names) {
        for (const node of name.declarations) {
          const whole = name.overloadOf ?? name;
          names.set(place(path, file, namePosition(node, file)), open.finder.fqnOf(file, whole));
        }
      }
    }
  }

  const definitions = new Map<string, string[]>();
  const references = new Map<string, string[]>();
  for (const [path, occurrences] of scip) {
    for (const { symbol, line, column, isDefinition } of occurrences) {
      const key = symbol.startsWith('local ') ? `${path} ${symbol}` : symbol;
      const at = `${path}:${line}:${column}`;
      const map = isDefinition ? definitions : references;
      if (isDefinition) map.set(key, [...(map.get(key) ?? []), at]);
      else map.set(at, [...(map.get(at) ?? []), key]);
    }
  }

  const counts = {
    calls: 0,
    sameSymbol: 0,
    sameLibrary: 0,
    localInScip: 0,
    dataInScip: 0,
    silentInScip: 0,
  };
  const differences: Difference[] = [];
  const judge = (path: string, file: ts.SourceFile, name: ts.Node): void => {
    const at = place(path, file, name.getStart(file));
    const ours = sites.get(at) ?? [];
    const theirs = references.get(at) ?? [];
    counts.calls += 1;
    if (theirs.length === 0) {
      counts.silentInScip += 1;
      return;
    }
    const places = theirs.flatMap((symbol) => definitions.get(symbol) ?? []);
    const expected = places
      .map((definition) => names.get(definition))
      .filter((fqn) => fqn !== undefined);
    if (expected.some((fqn) => ours.includes(fqn))) counts.sameSymbol += 1;
    else if (
      places.length === 0 &&
      theirs.some((symbol) => ours.some((fqn) => lastName(fqn) === lastName(symbol)))
    ) {
      counts.sameLibrary += 1;
    } else if (expected.length === 0 && (places.length > 0 || theirs.every(isLocal))) {
      counts.localInScip += 1;
    } else if (
      theirs.every((symbol) => /\d+:$/.test(symbol)) &&
      ours.every((said) => said.startsWith('?'))
    ) {
      counts.dataInScip += 1;
    } else
      differences.push({
        place: at,
        name: name.getText(file),
        scip: theirs.join(' | '),
        clew: ours,
      });
  };
  const visit = (path: string, file: ts.SourceFile, node: ts.Node): void => {
    const isName = ts.isIdentifier(node) || ts.isPrivateIdentifier(node);
    if (isName && !ts.isJsxClosingElement(node.parent)) {
      const { kind } = siteRole(node);
      // The `f` of `f.bind()` is only a call when `bind` is the language's own.
      if (kind !== 'value' && kind !== 'invoke') judge(path, file, node);
    }
    ts.forEachChild(node, (child) => visit(path, file, child));
  };
  for (const { path, file } of files) visit(path, file, file);
  return { ...counts, differences };
}
