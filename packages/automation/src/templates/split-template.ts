/** A piece of a template's text. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  /** Between `${{` and `}}`, trimmed. */
  | { readonly kind: 'expression'; readonly source: string };

/** A `${{` at `offset` that no `}}` closes. */
export interface UnclosedTemplate {
  readonly kind: 'unclosed';
  readonly offset: number;
}

const opening = '${{';
const escaped = '$${{';

/** One step inside an expression: a string literal as a whole, or a single character. */
const token =
  /[rR](?:'''[\s\S]*?'''|"""[\s\S]*?"""|'[^']*'|"[^"]*")|'''(?:\\[\s\S]|[\s\S])*?'''|"""(?:\\[\s\S]|[\s\S])*?"""|'(?:\\[\s\S]|[^'\\])*'|"(?:\\[\s\S]|[^"\\])*"|[\s\S]/y;

/**
 * Splits a template's text at its `${{ … }}`. `$${{` stands for `${{` as text. An expression may hold
 * `}}` in a string literal or at the end of nested map literals.
 */
export function splitTemplate(text: string): readonly TemplatePart[] | UnclosedTemplate {
  const parts: TemplatePart[] = [];
  let literal = '';
  let offset = 0;
  while (offset < text.length) {
    if (text.startsWith(escaped, offset)) {
      literal += opening;
      offset += escaped.length;
    } else if (text.startsWith(opening, offset)) {
      const start = offset + opening.length;
      const end = expressionEnd(text, start);
      if (end === null) return { kind: 'unclosed', offset };
      if (literal !== '') parts.push({ kind: 'text', text: literal });
      literal = '';
      parts.push({ kind: 'expression', source: text.slice(start, end).trim() });
      offset = end + 2;
    } else {
      const next = text.indexOf('$', offset + 1);
      const stop = next === -1 ? text.length : next;
      literal += text.slice(offset, stop);
      offset = stop;
    }
  }
  if (literal !== '') parts.push({ kind: 'text', text: literal });
  return parts;
}

/** The offset of the `}}` that closes the expression; null when there is none. */
function expressionEnd(text: string, start: number): number | null {
  let braces = 0;
  for (let offset = start; offset < text.length; ) {
    if (braces === 0 && text.startsWith('}}', offset)) return offset;
    token.lastIndex = offset;
    const read = token.exec(text)?.[0] ?? '';
    if (read === '{') braces += 1;
    if (read === '}') braces -= 1;
    offset += Math.max(1, read.length);
  }
  return null;
}
