import type { EdgeFact } from '@clew/contracts';
import { expect, test } from 'vitest';
import { type DetectionInput, noPackage } from './detection-input.ts';
import { builtInDetectors } from './load-detectors.ts';
import { relevantRules } from './relevant-rules.ts';

function relevant(text: string, more: Partial<DetectionInput> = {}): readonly string[] {
  const input: DetectionInput = {
    path: 'src/file.ts',
    text,
    language: 'typescript',
    symbols: [],
    edges: [],
    externals: new Set(),
    package: noPackage,
    ...more,
  };
  return relevantRules(input, builtInDetectors()).map(({ id }) => id);
}

test('words of comments, members, keys and texts are no globals', () => {
  const prose = [
    '// it calls fetch',
    'const pattern = /it/; // and `fetch` here',
    `/** test it: \`\${fetch(url)}\``,
    ' * process.on("exit") */',
    'const one = { it: 1, fetch: "fetch it" };',
    'export function use(test: boolean) { return one.it && pattern.test("it"); }',
  ].join('\n');
  expect(relevant(prose)).toEqual([]);
  expect(relevant(`/* import x from 'express' */\n// require('pg')\n`)).toEqual([]);
});

test.each([
  ['fetch(url)', 'fetch.request'],
  ['const go = fetch;', 'fetch.request'],
  ['const use = yes ? fetch : no;', 'fetch.request'],
  ['const all = [...fetch];', 'fetch.request'],
  [`const text = \`one \${ { a: \`\${fetch(url)}\` }.a } two\`;`, 'fetch.request'],
  [`const text = \`\n// \${fetch(url)}\`;`, 'fetch.request'],
  ['const link = "http://x"; fetch(link)', 'fetch.request'],
  ['const quote = /[\'"`]/; fetch(quote)', 'fetch.request'],
  ['const half = a / b; it("x", run) / 2', 'test.runner'],
  ["import { readFile } from 'node:fs/promises'", 'node.filesystem'],
  ["const fs = await import('fs')", 'node.filesystem'],
])('%s may need %s', (text, rule) => {
  expect(relevant(text)).toContain(rule);
});

test('a module that only the facts name counts', () => {
  const edge: EdgeFact = {
    from: 'app/src/file.ts',
    relation: 'calls',
    to: 'express#Router.get',
    line: 1,
    resolution: 'exact',
    metadata: null,
  };
  const facts = { edges: [edge], externals: new Set([edge.to]) };
  expect(relevant('router.get("/", run)', facts)).toContain('express.route');
  expect(relevant('router.get("/", run)', { edges: [edge] })).toEqual([]);
});
