import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { compactText } from './compact-text.ts';

const SOURCES = fileURLToPath(new URL('../../snapshots/input/forms/src/', import.meta.url));

function parse(text: string, kind = ts.ScriptKind.TSX): ts.SourceFile {
  return ts.createSourceFile('file.tsx', text, ts.ScriptTarget.Latest, true, kind);
}

function compact(text: string): string {
  const file = parse(text);
  return compactText(file).slice(0, file.text.length);
}

test('layout and comments vanish, the contents of literals stay', () => {
  expect(compact("const a   = 'x  // y' ; // z\n\n/* w */ return\n`a  b //`")).toBe(
    "const a='x  // y';return`a  b //`",
  );
  expect(compact('const r = /\\/\\/ [/*]/g;')).toBe('const r=/\\/\\/ [/*]/g;');
  expect(compact('<a>\n  one   two {/* c */ x}\n</a>')).toBe('<a>one two{x}</a>');
});

/** The gaps between the tokens of a source, where layout may stand. */
function gapsOf(file: ts.SourceFile): readonly number[] {
  const gaps: number[] = [];
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(file);
    const isJsxText = ts.isJsxText(node) || ts.isJsxElement(node) || ts.isJsxFragment(node);
    if (children.length === 0 && !isJsxText) gaps.push(node.getStart(file));
    for (const child of children) visit(child);
  };
  visit(file);
  return gaps;
}

test('layout and comments between tokens never change the text of a symbol', () => {
  const files = readdirSync(SOURCES).filter((path) => /[^d]\.ts$/.test(path));
  const layout = fc.constantFrom(' ', '\t', '  ', '/* a // b */', '/**/ ');
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.nat(), layout), { minLength: 1, maxLength: 20 }),
      (path, edits) => {
        const file = parse(readFileSync(`${SOURCES}${path}`, 'utf8'), ts.ScriptKind.TS);
        const gaps = gapsOf(file);
        const insertions = edits
          .map(([at, text]) => ({ at: gaps[at % gaps.length] ?? 0, text }))
          .sort((a, b) => b.at - a.at);
        let edited = file.text;
        for (const { at, text } of insertions) {
          edited = edited.slice(0, at) + text + edited.slice(at);
        }
        const after = parse(edited, ts.ScriptKind.TS);
        const before = compactText(file);
        const now = compactText(after);
        expect(after.statements.length).toBe(file.statements.length);
        for (const [index, statement] of file.statements.entries()) {
          const same = after.statements[index];
          expect(now.slice(same?.getStart(after) ?? 0, same?.end ?? 0)).toBe(
            before.slice(statement.getStart(file), statement.end),
          );
        }
      },
    ),
    { numRuns: 100 },
  );
});
