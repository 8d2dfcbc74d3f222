import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { SummaryFacts } from '@clew/graph-store';

export type SymbolSource =
  | {
      readonly kind: 'read';
      readonly source: string;
      /** The comment that stands right before the symbol. */
      readonly docstring: string | null;
    }
  /** There is nothing to read: no file, or one that is too large or leads out of the codebase. */
  | { readonly kind: 'none' }
  /** The file is not the one that was indexed. */
  | { readonly kind: 'changed' };

/** Larger files are not indexed either. */
const maxBytes = 2 * 1024 * 1024;

/** The source of a symbol, if it is the one that the graph knows: its lines are of no other. */
export function readSymbolSource(root: string, place: SummaryFacts['place']): SymbolSource {
  const bytes = place === null ? null : readInside(root, place.file);
  if (place === null || bytes === null) return { kind: 'none' };
  const { contentHash, first, last } = place;
  if (contentHash !== null && createHash('sha256').update(bytes).digest('hex') !== contentHash) {
    return { kind: 'changed' };
  }
  const text = bytes.toString('utf8');
  if (first === null) return { kind: 'read', source: text.trimEnd(), docstring: null };
  const lines = text.split(/\r?\n/);
  return {
    kind: 'read',
    source: lines.slice(first - 1, last ?? first).join('\n'),
    docstring: commentBefore(lines, first - 1),
  };
}

function readInside(root: string, file: string): Buffer | null {
  try {
    const path = realpathSync(join(root, file));
    if (!path.startsWith(realpathSync(root) + sep) || statSync(path).size > maxBytes) return null;
    return readFileSync(path);
  } catch {
    // Whatever keeps it from being read, there is no source to tell about.
    return null;
  }
}

/**
 * The comment that ends on the line before a symbol: a block, or lines that begin like comments. Lines
 * of decorators and annotations may stand between.
 *
 * @param end index of the symbol's first line
 */
export function commentBefore(lines: readonly string[], end: number): string | null {
  let last = end - 1;
  while (/^\s*@/.test(lines[last] ?? '')) last -= 1;
  let first = last;
  if (/\*\/\s*$/.test(lines[last] ?? '')) {
    while (first >= 0 && !/\/\*/.test(lines[first] ?? '')) first -= 1;
  } else {
    while (/^\s*(?:\/\/|#(?!\[))/.test(lines[first] ?? '')) first -= 1;
    first += 1;
  }
  if (first < 0 || first > last) return null;
  return lines.slice(first, last + 1).join('\n');
}
