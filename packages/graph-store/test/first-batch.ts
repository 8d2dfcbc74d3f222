import type { FactBatch } from '@clew/contracts';
import type { Graph } from '../src/open-graph.ts';
import { batch, edge, external, file, site, symbol } from './facts.ts';

/** `a` calls `b` of another file and `lib#use`; one site in `a` is unresolved. */
export function firstBatch(values: Partial<FactBatch> = {}): FactBatch {
  return batch(
    [
      file(
        'a.ts',
        [symbol('app/a.ts#a')],
        [edge('app/a.ts#a', 'app/b.ts#b'), edge('app/a.ts#a', 'lib#use', 'calls', { line: 2 })],
        [site('app/a.ts#a', 'mystery', { line: 3, reason: 'any_typed_receiver' })],
      ),
      file('b.ts', [symbol('app/b.ts#b'), symbol('app/b.ts#c')]),
    ],
    { scope: 'full', externals: [external('lib#use')], ...values },
  );
}

/** What the outbox tells, as revision, operation and entity. */
export function changes(graph: Graph): readonly unknown[] {
  return graph.sqlite
    .prepare('select revision_id, op, entity from graph_changes order by seq')
    .raw()
    .all();
}
