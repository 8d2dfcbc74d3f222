import type { FactBatch, FileFacts, SymbolFact } from '@clew/contracts';

const verbs = [
  'get',
  'set',
  'create',
  'find',
  'load',
  'parse',
  'render',
  'update',
  'delete',
  'open',
  'read',
  'write',
  'resolve',
  'merge',
  'apply',
  'check',
  'handle',
  'register',
  'emit',
  'watch',
  'is',
  'has',
  'to',
  'from',
];
const nouns = [
  'symbol',
  'graph',
  'edge',
  'node',
  'file',
  'path',
  'user',
  'order',
  'cart',
  'price',
  'invoice',
  'payment',
  'session',
  'token',
  'request',
  'response',
  'header',
  'cookie',
  'route',
  'handler',
  'event',
  'rule',
  'trigger',
  'action',
  'worker',
  'lease',
  'queue',
  'message',
  'topic',
  'stream',
  'cursor',
  'page',
  'index',
  'query',
  'schema',
  'column',
  'table',
  'migration',
  'version',
  'snapshot',
  'revision',
  'commit',
  'branch',
  'config',
  'setting',
  'option',
  'value',
  'default',
  'entry',
  'point',
  'module',
  'package',
  'import',
  'export',
  'type',
  'interface',
  'class',
  'method',
  'property',
  'field',
  'argument',
  'parameter',
  'result',
  'error',
  'warning',
  'report',
  'summary',
  'detail',
  'layout',
  'canvas',
  'panel',
  'button',
  'dialog',
  'theme',
  'color',
  'axis',
  'series',
  'legend',
  'chart',
  'metric',
  'counter',
  'gauge',
  'histogram',
  'bucket',
  'sample',
  'quota',
  'ledger',
  'account',
  'balance',
  'currency',
  'locale',
  'zone',
  'calendar',
  'schedule',
  'timer',
  'retry',
];
const types = [
  'string',
  'number',
  'boolean',
  'Promise<void>',
  'Options',
  'Context',
  'Result',
  'readonly string[]',
];
const kinds = [
  'function',
  'method',
  'method',
  'variable',
  'property',
  'class',
  'interface',
  'type_alias',
] as const;

/**
 * A codebase with names as people give them: verbs and nouns of one to four words, the frequent words
 * far more frequent than the rare ones, in 2,000 files of 50 symbols, the same on every run. One of ten
 * has the word `symbol` in its name, each but types has a signature.
 */
export function namedBatch({
  files,
  symbolsPerFile,
}: {
  files: number;
  symbolsPerFile: number;
}): FactBatch {
  const random = randomNumbers(7);
  const any = <T>(list: readonly T[], fallback: T): T =>
    list[Math.floor(random() * list.length)] ?? fallback;
  // The square prefers the front of the list.
  const noun = () => nouns[Math.floor(random() ** 2 * nouns.length)] ?? 'symbol';
  const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
  const nameOf = (kind: SymbolFact['kind']): string => {
    const words = Array.from({ length: 1 + Math.floor(random() * 3) }, noun)
      .map(capital)
      .join('');
    if (kind === 'class' || kind === 'interface' || kind === 'type_alias') return words;
    return kind === 'function' || kind === 'method'
      ? `${any(verbs, 'get')}${words}`
      : words.slice(0, 1).toLowerCase() + words.slice(1);
  };
  const facts = Array.from({ length: files }, (_, at): FileFacts => {
    const path = `src/${noun()}/${noun()}-${noun()}-${at}.ts`;
    const own = `shop/${path}`;
    const seen = new Set<string>();
    const symbols = [fact(own, path.slice(path.lastIndexOf('/') + 1), 'file', null, null)];
    while (symbols.length <= symbolsPerFile) {
      const kind = any(kinds, 'function');
      const name = nameOf(kind);
      if (seen.has(name)) continue;
      seen.add(name);
      const signature =
        kind === 'function' || kind === 'method'
          ? `(${noun()}: ${capital(noun())}, ${noun()}: ${any(types, 'string')}) => ${capital(noun())}`
          : null;
      symbols.push(fact(`${own}#${name}`, name, kind, own, signature));
    }
    return {
      path,
      content_hash: `hash ${at}`,
      language: 'typescript',
      symbols,
      edges: [],
      unresolved: [],
    };
  });
  return {
    scope: 'full',
    commit: null,
    packages: [],
    externals: [],
    files: facts,
    removed_files: [],
    failures: [],
  };
}

function fact(
  fqn: string,
  name: string,
  kind: SymbolFact['kind'],
  parent: string | null,
  signature: string | null,
): SymbolFact {
  return {
    fqn,
    kind,
    name,
    parent,
    signature,
    start_line: 1,
    end_line: 10,
    modifiers: [],
    annotations: [],
    shape_hash: '0123456789abcdef',
    body_hash: 'fedcba9876543210',
  };
}

/** A linear congruential generator; numbers from 0 up to 1. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
