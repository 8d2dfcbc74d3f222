import ts from 'typescript';
import type { Span } from '../match-rules.ts';

/** The innermost node that covers exactly this stretch of a source, or null. */
export function nodeAt(file: ts.SourceFile, { start, end }: Span): ts.Node | null {
  let found: ts.Node | null = null;
  const visit = (node: ts.Node): void => {
    if (node.pos > start || node.end < end) return;
    if (node.getStart(file) === start && node.end === end) found = node;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
