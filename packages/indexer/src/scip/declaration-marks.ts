const MODIFIERS: ReadonlySet<string> = new Set([
  'abstract',
  'async',
  'const',
  'default',
  'export',
  'final',
  'inline',
  'internal',
  'native',
  'open',
  'operator',
  'override',
  'private',
  'protected',
  'pub',
  'public',
  'readonly',
  'sealed',
  'static',
  'suspend',
  'synchronized',
  'transient',
  'unsafe',
  'virtual',
  'volatile',
]);

/** The modifiers and the names of the annotations with which a declaration begins. */
export function declarationMarks(signature: string): {
  readonly modifiers: readonly string[];
  readonly annotations: readonly string[];
} {
  const annotations: string[] = [];
  const modifiers: string[] = [];
  let rest = signature.trimStart();
  for (;;) {
    const annotation = /^@(?!interface\b)([\w.]+)\s*/.exec(rest);
    if (annotation !== null) {
      annotations.push(annotation[1] ?? '');
      rest = withoutArguments(rest.slice(annotation[0].length)).trimStart();
      continue;
    }
    const word = /^[a-z]+(?=\s)/.exec(rest)?.[0];
    if (word === undefined || !MODIFIERS.has(word)) break;
    modifiers.push(word);
    rest = rest.slice(word.length).trimStart();
  }
  return { modifiers: [...new Set(modifiers)].sort(), annotations };
}

/** Leaves out an argument list at the start of a text; a parenthesis within quotes is none. */
function withoutArguments(text: string): string {
  if (!text.startsWith('(')) return text;
  let depth = 0;
  for (const token of text.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[()]/g)) {
    if (token[0] === '(') depth += 1;
    else if (token[0] === ')') depth -= 1;
    if (depth === 0) return text.slice(token.index + token[0].length);
  }
  return text;
}
