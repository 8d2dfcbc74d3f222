import ts from 'typescript';
import { visitChildren } from '../names/visit-children.ts';

/** The text of a file without comments and layout, sliced by the positions of its nodes. */
export interface CompactText {
  slice(start: number, end: number): string;
}

/** Tokens that may contain what looks like a comment, and are copied as they stand. */
const VERBATIM: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateHead,
  ts.SyntaxKind.TemplateMiddle,
  ts.SyntaxKind.TemplateTail,
  ts.SyntaxKind.RegularExpressionLiteral,
]);

const SPACE = /\s/;
const WORD = /[\p{ID_Continue}$]/u;

/**
 * Reads a file once. Whitespace and comments vanish, except that one space stays between two
 * words; so `a+b` and `a + b` are the same text and `return x` is not `returnx`.
 */
export function compactText(file: ts.SourceFile): CompactText {
  const { text } = file;
  // Chunks are runs of source characters without layout in between: where each starts in the
  // source, how long it is, and where it starts in the compact text.
  const starts: number[] = [];
  const lengths: number[] = [];
  const offsets: number[] = [];
  const pieces: string[] = [];
  let size = 0;
  let last = '';

  const push = (start: number, end: number): void => {
    if (start >= end) return;
    const piece = text.slice(start, end);
    if (last !== '' && WORD.test(last) && WORD.test(piece.charAt(0))) {
      pieces.push(' ');
      size += 1;
    }
    starts.push(start);
    lengths.push(end - start);
    offsets.push(size);
    pieces.push(piece);
    size += end - start;
    last = piece.charAt(piece.length - 1);
  };
  const pushCode = (from: number, to: number): void => {
    let start = from;
    for (let at = from; at < to; at += 1) {
      const char = text.charAt(at);
      const next = char === '/' ? text.charAt(at + 1) : '';
      if (next === '/' || next === '*') {
        push(start, at);
        const close = next === '/' ? text.indexOf('\n', at) : text.indexOf('*/', at + 2) + 1;
        at = close <= 0 ? to : Math.min(close, to);
        start = at + 1;
      } else if (SPACE.test(char)) {
        push(start, at);
        start = at + 1;
      }
    }
    push(start, to);
  };

  let done = text.startsWith('#!') ? Math.max(text.indexOf('\n'), 0) : 0;
  const visit = (node: ts.Node): void => {
    if (VERBATIM.has(node.kind)) {
      const start = node.getStart(file);
      pushCode(done, start);
      push(start, node.end);
      done = node.end;
    } else if (node.kind === ts.SyntaxKind.JsxText) {
      pushCode(done, node.pos);
      done = node.pos;
      for (const word of node.getFullText(file).matchAll(/\S+/g)) {
        push(node.pos + word.index, node.pos + word.index + word[0].length);
      }
      done = node.end;
    } else visitChildren(node, visit);
  };
  visit(file);
  pushCode(done, text.length);
  const compact = pieces.join('');

  const offsetOf = (position: number): number => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    const chunk = low - 1;
    const start = starts[chunk];
    const length = lengths[chunk];
    const offset = offsets[chunk];
    if (start === undefined || length === undefined || offset === undefined) return 0;
    return offset + Math.min(position - start, length);
  };
  return { slice: (start, end) => compact.slice(offsetOf(start), offsetOf(end)) };
}
