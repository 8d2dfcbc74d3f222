import type { ChangeKind, UnknownFile } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import type { ChangedLines } from './changed-lines.ts';
import { headEnd } from './declaration-head.ts';
import { classifyTopLevel, statementHead, type TopLevelLine } from './top-level-change.ts';

/** What changes touch, by ids. */
export interface LocatedChanges {
  readonly touched: ReadonlyMap<number, ChangeKind>;
  /** Files whose own top level is changed. */
  readonly loaded: readonly number[];
  readonly unknown: readonly UnknownFile[];
}

interface SymbolLines {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  readonly parent_id: number | null;
  readonly start_line: number | null;
  readonly end_line: number | null;
  readonly signature: string | null;
  readonly deleted: number;
}

type Declared = SymbolLines & { readonly start_line: number; readonly end_line: number };

/** Kinds whose whole declaration is what others see. */
const allHead = new Set(['interface', 'type_alias', 'enum', 'enum_member', 'annotation']);
const strength: Readonly<Record<ChangeKind, number>> = {
  named: 0,
  body: 1,
  added: 2,
  signature: 3,
  deleted: 4,
};

/**
 * Finds the symbols that changes touch: around each changed line the innermost ones, and the file
 * itself where a line belongs to nothing in it and may matter to those who load it.
 */
export function locateChanges(graph: Graph, changes: readonly ChangedLines[]): LocatedChanges {
  const touched = new Map<number, ChangeKind>();
  const loaded = new Set<number>();
  const unknown: UnknownFile[] = [];
  const touch = (id: number, kind: ChangeKind): void => {
    const known = touched.get(id);
    if (known === undefined || strength[known] < strength[kind]) touched.set(id, kind);
  };
  for (const change of changes) {
    const symbols = symbolsIn(graph, change.path);
    const file = symbols.find(({ kind }) => kind === 'file');
    if (file === undefined || (change.exists && file.deleted === 1)) {
      const isNew = change.state === 'before' && !change.exists;
      unknown.push({ file: change.path, reason: isNew ? 'new' : 'not_indexed' });
      continue;
    }
    if (!change.exists || !change.existsInOther) {
      // The file as a whole comes or goes; where it is gone already, its symbols are marked so.
      const gone = change.state === 'before' ? !change.existsInOther : !change.exists;
      const kind = gone ? 'deleted' : 'added';
      for (const { id, deleted } of symbols) {
        if (deleted === (change.exists ? 0 : 1)) touch(id, kind);
      }
      continue;
    }
    if (change.moved) touch(file.id, 'signature');
    const topLevel = touchDeclarations(change, symbols, touch);
    const kind = classifyTopLevel(change.path, topLevel);
    if (kind !== 'none') touch(file.id, kind === 'exports' ? 'signature' : 'body');
    if (kind === 'exports' || kind === 'code') loaded.add(file.id);
  }
  return { touched, loaded: [...loaded], unknown };
}

function symbolsIn(graph: Graph, path: string): readonly SymbolLines[] {
  return graph
    .prepare<[string], SymbolLines>(`
      select s.id, s.kind, s.name, s.parent_id, s.start_line, s.end_line, s.signature,
        s.deleted_at is not null as deleted
      from files f
      join symbols s on s.file_id = f.id
      where f.path = ?
      order by s.id`)
    .all(path);
}

/** Touches what is declared around the changed lines. @returns the lines that belong to none of it */
function touchDeclarations(
  change: ChangedLines,
  symbols: readonly SymbolLines[],
  touch: (id: number, kind: ChangeKind) => void,
): readonly TopLevelLine[] {
  const { lines, gaps, textAt } = change;
  const declared = symbols.filter(isDeclared);
  const others = change.otherTexts.join('\n');
  const wholeKind = change.state === 'before' ? 'deleted' : 'added';
  const whole = new Map<number, ChangeKind>();
  for (const each of declared) {
    if (!isWhole(each, lines)) continue;
    whole.set(each.id, mentions(others, each.name) ? 'signature' : wholeKind);
  }
  for (const [id, kind] of whole) touch(id, kind);
  const touchAt = (each: Declared, line: number): void => {
    if (whole.has(each.id)) return;
    const { start_line: start, end_line: end, signature } = each;
    const inHead = line <= headEnd({ start, end, signature, textAt });
    touch(each.id, inHead || allHead.has(each.kind) ? 'signature' : 'body');
  };
  const topLevel: TopLevelLine[] = [];
  for (const [line, text] of lines) {
    const around = innermost(declared, (each) => each.start_line <= line && line <= each.end_line);
    for (const each of around) touchAt(each, line);
    if (around.length === 0) topLevel.push({ text, head: statementHead(line, textAt) });
  }
  for (const { before, texts } of gaps) {
    const around = innermost(
      declared,
      (each) => each.start_line < before && before <= each.end_line,
    );
    for (const each of around) touchAt(each, before);
    if (around.length === 0) topLevel.push(...withHeads(texts, before - 1, textAt));
  }
  if (change.state === 'after') {
    for (const { id, name, deleted } of symbols) {
      if (deleted === 1 && mentions(others, name)) touch(id, 'deleted');
    }
  }
  return topLevel;
}

function isDeclared(symbol: SymbolLines): symbol is Declared {
  const { kind, start_line: start, end_line: end, deleted } = symbol;
  return kind !== 'file' && deleted === 0 && start !== null && end !== null;
}

/** Of the symbols that hold, those that contain no other one that does. */
function innermost(
  symbols: readonly Declared[],
  holds: (symbol: Declared) => boolean,
): readonly Declared[] {
  const around = symbols.filter(holds);
  const outer = new Set(around.map(({ parent_id }) => parent_id));
  return around.filter(({ id }) => !outer.has(id));
}

/** Whether every line of a symbol is changed, and the patch, not a range, says so. */
function isWhole(
  { start_line: start, end_line: end }: Declared,
  lines: ChangedLines['lines'],
): boolean {
  for (let line = start; line <= end; line += 1) {
    const text = lines.get(line);
    if (text === undefined || text === null) return false;
  }
  return true;
}

/** Whether a text has the name as a word of its own. */
function mentions(text: string, name: string): boolean {
  const isPart = (char: string | undefined) => char !== undefined && /[\w$]/.test(char);
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (!isPart(text[at - 1]) && !isPart(text[at + name.length])) return true;
  }
  return false;
}

/** Lines that are not in the state of the graph, below those that are. */
function withHeads(
  texts: readonly string[],
  above: number,
  textAt: (line: number) => string | undefined,
): readonly TopLevelLine[] {
  return texts.map((text, index) => ({
    text,
    head: statementHead(above + 1 + index, (line) =>
      line > above ? texts[line - above - 1] : textAt(line),
    ),
  }));
}
