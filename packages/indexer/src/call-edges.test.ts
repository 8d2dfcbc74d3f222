import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { indexTypeScript } from './index-typescript.ts';

const SNAPSHOTS = fileURLToPath(new URL('../snapshots/', import.meta.url));

/** The hand-written list, as `from relation to` with whole fqns. */
function readTruth(): ReadonlySet<string> {
  const edges = new Set<string>();
  let file = '';
  for (const line of readFileSync(`${SNAPSHOTS}calls.txt`, 'utf8').split('\n')) {
    const section = /^\[(.+)\]$/.exec(line)?.[1];
    if (section !== undefined) file = section;
    const edge = /^(\S.*) ([>+]) (.+)$/.exec(line);
    if (edge === null || line.startsWith('#')) continue;
    const [, from = '', sign, to = ''] = edge;
    const inForms = (name: string) => {
      if (name === '(file)') return `forms/${file}`;
      if (name.startsWith('src/')) return `forms/${name}`;
      return /^[\w:/-]+#/.test(name) ? name : `forms/${file}#${name}`;
    };
    edges.add(`${inForms(from)} ${sign === '+' ? 'instantiates' : 'calls'} ${inForms(to)}`);
  }
  return edges;
}

test('the calls of every form are found, and nothing else is', async () => {
  const batch = await indexTypeScript({ root: `${SNAPSHOTS}input/forms`, commit: null });
  const found = new Set(
    batch.files
      .flatMap(({ edges }) => edges)
      .filter(({ relation }) => relation === 'calls' || relation === 'instantiates')
      .map(({ from, relation, to }) => `${from} ${relation} ${to}`),
  );
  const truth = readTruth();
  expect(truth.size).toBeGreaterThan(200);
  expect({
    missed: [...truth].filter((edge) => !found.has(edge)),
    invented: [...found].filter((edge) => !truth.has(edge)),
  }).toEqual({ missed: [], invented: [] });
});
