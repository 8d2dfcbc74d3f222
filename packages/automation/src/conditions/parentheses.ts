/** Each parenthesis of a source with the offset of its partner. */
export type Parentheses = ReadonlyMap<number, number>;

/** A comment or a string literal of CEL, raw and triple-quoted ones included. */
const opaque =
  /\/\/[^\n]*|[rR][bB]?(?:'''[\s\S]*?'''|"""[\s\S]*?"""|'[^'\n]*'|"[^"\n]*")|'''(?:\\[\s\S]|[\s\S])*?'''|"""(?:\\[\s\S]|[\s\S])*?"""|'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*"|[A-Za-z_]\w*/y;

/** Pairs the parentheses of a source that parses, leaving out those in strings and comments. */
export function matchParentheses(source: string): Parentheses {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (let offset = 0; offset < source.length; ) {
    opaque.lastIndex = offset;
    const skipped = opaque.exec(source)?.[0].length ?? 0;
    if (skipped > 0) {
      offset += skipped;
      continue;
    }
    if (source[offset] === '(') open.push(offset);
    if (source[offset] === ')') {
      const partner = open.pop();
      if (partner !== undefined) {
        pairs.set(partner, offset);
        pairs.set(offset, partner);
      }
    }
    offset += 1;
  }
  return pairs;
}

/** The range of a part, widened until each parenthesis in it has its partner in it. */
export function widenToParentheses(
  range: { readonly start: number; readonly end: number },
  parentheses: Parentheses,
): { readonly start: number; readonly end: number } {
  let { start, end } = range;
  for (const [at, partner] of parentheses) {
    if (at >= range.start && at < range.end) {
      start = Math.min(start, partner);
      end = Math.max(end, partner + 1);
    }
  }
  return { start, end };
}
