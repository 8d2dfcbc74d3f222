import type { FactBatch } from '@clew/contracts';
import { edgeFact } from './edge-fact.ts';
import { factBatch } from './fact-batch.ts';
import { fileFacts } from './file-facts.ts';
import { symbolFact } from './symbol-fact.ts';

/**
 * A batch from a short notation of who calls whom: `{ 'a.ts': { f: ['b.ts#g'], h: [] } }` is a file
 * `src/a.ts` with functions `f`, which calls `g` of `src/b.ts`, and `h`. Each call has a line of its
 * own. Callees of files that are not listed are library functions: `'lodash#map'`.
 */
export function callGraphFacts(
  files: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>,
  given: Partial<FactBatch> = {},
): FactBatch {
  const fqnOf = (name: string) => ((name.split('#')[0] ?? '') in files ? `demo/src/${name}` : name);
  const external = new Set<string>();
  const facts = Object.entries(files).map(([file, functions]) => {
    const names = Object.keys(functions);
    const calls = Object.entries(functions).flatMap(([caller, callees]) =>
      callees.map((callee) => ({ from: fqnOf(`${file}#${caller}`), to: fqnOf(callee) })),
    );
    for (const { to } of calls) if (!to.startsWith('demo/src/')) external.add(to);
    return fileFacts({
      path: `src/${file}`,
      symbols: names.map((name, index) =>
        symbolFact({ fqn: fqnOf(`${file}#${name}`), start_line: index + 1, end_line: index + 1 }),
      ),
      edges: calls.map((call, index) => edgeFact({ ...call, line: index + 1 })),
    });
  });
  return factBatch({
    files: facts,
    externals: [...external].map((fqn) => ({
      fqn,
      kind: 'function',
      name: fqn.split(/[#.]/).at(-1) ?? fqn,
      package: fqn.split('#')[0] ?? fqn,
    })),
    ...given,
  });
}
