import type { SymbolFact } from '@clew/contracts';

/** A function in `demo/src/main.ts`, but for what the test says; the name follows from the fqn. */
export function symbolFact(given: Partial<SymbolFact> = {}): SymbolFact {
  const fqn = given.fqn ?? 'demo/src/main.ts#run';
  return {
    fqn,
    kind: 'function',
    name: lastName(fqn),
    parent: parentOf(fqn),
    start_line: 1,
    end_line: 1,
    signature: null,
    modifiers: [],
    annotations: [],
    shape_hash: null,
    body_hash: null,
    ...given,
  };
}

/** `b` of `file#a.b`, `file.ts` of `package/src/file.ts`. */
function lastName(fqn: string): string {
  return fqn.slice(Math.max(fqn.lastIndexOf('#'), fqn.lastIndexOf('.', fqn.length), -1) + 1) || fqn;
}

/** `file#a` of `file#a.b`, `file` of `file#a`; null of a file or package. */
function parentOf(fqn: string): string | null {
  const hash = fqn.indexOf('#');
  if (hash === -1) return null;
  const dot = fqn.lastIndexOf('.');
  return fqn.slice(0, Math.max(dot, hash));
}
