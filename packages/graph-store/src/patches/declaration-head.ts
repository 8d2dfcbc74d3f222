const opening = new Set(['(', '[', '<']);
const closing = new Set([')', ']']);

/**
 * The last line of the head of a declaration, which is what stands before its body or value: from
 * `start` on, up to a brace, an arrow, an equals sign or a semicolon outside of brackets.
 *
 * Where a line is not shown, the head may take as many lines as its signature has parts, and one
 * for each end.
 */
export function headEnd({
  start,
  end,
  signature,
  textAt,
}: {
  readonly start: number;
  readonly end: number;
  readonly signature: string | null;
  readonly textAt: (line: number) => string | undefined;
}): number {
  let depth = 0;
  for (let line = start; line <= end; line += 1) {
    const text = textAt(line);
    if (text === undefined) {
      const parts = signature?.match(/[,;]/g)?.length ?? 0;
      return Math.min(end, Math.max(line, start + parts + 2));
    }
    for (let at = 0; at < text.length; at += 1) {
      const char = text.charAt(at);
      const isArrow = text.startsWith('=>', at);
      if (depth === 0 && (isArrow || char === '{' || char === '=' || char === ';')) return line;
      if (opening.has(char)) depth += 1;
      else if (closing.has(char) || (char === '>' && text[at - 1] !== '=')) {
        depth = Math.max(0, depth - 1);
      }
    }
  }
  return end;
}
