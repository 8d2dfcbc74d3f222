import { createHash } from 'node:crypto';
import ts from 'typescript';

/** How a declaration's name stands in an fqn (`segment`) and on its own (`name`). */
export interface NameSegment {
  readonly segment: string;
  readonly name: string;
}

const IDENTIFIER = /^#?[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;
const MAX_SEGMENT = 200;

/** Cuts a long text; a digest at its end keeps two texts apart that only differ in their tails. */
export function bounded(text: string, limit = MAX_SEGMENT): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit)}~${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
}

/** Identifiers stand as they are; every other text is quoted, so that a dot in it cannot mislead. */
export function segmentOf(text: string): NameSegment {
  const segment = IDENTIFIER.test(text) ? text : JSON.stringify(text);
  return { segment: bounded(segment), name: bounded(text === '' ? '""' : text) };
}

/**
 * The segment of a declared name, or null for a name that the source does not spell out (a
 * destructuring pattern). `[Symbol.iterator]` keeps its brackets; `['x']` and `'x'` are `x`.
 */
export function segmentOfName(name: ts.DeclarationName | undefined): NameSegment | null {
  if (name === undefined) return null;
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) {
    const text = ts.idText(name);
    return text === '' ? null : segmentOf(text);
  }
  if (ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) || ts.isBigIntLiteral(name)) {
    return segmentOf(name.text);
  }
  if (ts.isComputedPropertyName(name)) {
    const { expression } = name;
    if (ts.isStringLiteralLike(expression) || ts.isNumericLiteral(expression)) {
      return segmentOf(expression.text);
    }
    const text = bounded(`[${expression.getText().replace(/\s+/g, ' ')}]`);
    return { segment: text, name: text };
  }
  if (ts.isJsxNamespacedName(name)) return segmentOf(`${name.namespace.text}:${name.name.text}`);
  return null;
}
