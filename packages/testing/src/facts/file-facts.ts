import { createHash } from 'node:crypto';
import type { FileFacts } from '@clew/contracts';
import { symbolFact } from './symbol-fact.ts';

/**
 * The facts of one TypeScript file, but for what the test says. Its own symbol is put first unless
 * the given symbols begin with one of kind `file`.
 */
export function fileFacts({
  path,
  packageName = 'demo',
  symbols = [],
  ...given
}: Pick<FileFacts, 'path'> &
  Partial<Omit<FileFacts, 'path'>> & { readonly packageName?: string }): FileFacts {
  const fqn = `${packageName}/${path}`;
  const own = symbolFact({
    fqn,
    kind: 'file',
    name: path.split('/').at(-1) ?? path,
    parent: packageName,
  });
  return {
    path,
    content_hash: createHash('sha256')
      .update(JSON.stringify([path, symbols, given]))
      .digest('hex'),
    language: 'typescript',
    symbols: symbols[0]?.kind === 'file' ? symbols : [own, ...symbols],
    edges: [],
    unresolved: [],
    ...given,
  };
}
