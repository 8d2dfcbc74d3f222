import { fileURLToPath } from 'node:url';
import { applyFacts, checkIntegrity, getCallers, migrateGraph, openGraph } from '@clew/graph-store';
import { tempDir } from '@clew/testing';
import { expect, test } from 'vitest';
import { indexTypeScript } from './index-typescript.ts';

const FORMS = fileURLToPath(new URL('../snapshots/input/forms', import.meta.url));

test('a graph takes the facts, whole and in part, and answers who calls what', async () => {
  await using folder = await tempDir();
  const path = `${folder.path}/graph.db`;
  await migrateGraph({ path });
  const graph = openGraph(path);
  try {
    const ctx = { graph };
    const facts = await indexTypeScript({ root: FORMS, commit: null });
    applyFacts({ ctx, input: facts });
    const again = applyFacts({ ctx, input: facts });
    expect(again.counts).toMatchObject({
      symbols_added: 0,
      symbols_updated: 0,
      symbols_removed: 0,
    });
    const part = await indexTypeScript({ root: FORMS, commit: null, paths: ['src/classes.ts'] });
    const partial = applyFacts({ ctx, input: part });
    expect(partial.counts).toMatchObject({
      symbols_added: 0,
      symbols_updated: 0,
      symbols_removed: 0,
    });
    expect(checkIntegrity({ ctx })).toMatchObject({ ok: true, broken_references: 0 });

    const callersOf = (fqn: string) =>
      getCallers({ ctx, input: { fqn: `forms/${fqn}` } }).items.map(({ symbol }) => symbol.fqn);
    expect(callersOf('src/interfaces.ts#MemoryStore.read')).toEqual([
      'forms/src/interfaces.ts#useGeneric',
      'forms/src/interfaces.ts#useStore',
      'forms/src/interfaces.ts#useUnion',
      'forms/src/modules/consumer.ts#consume',
      'forms/src/types.ts#Holder.constructor',
    ]);
    expect(callersOf('src/functions.ts#identity')).toEqual(['forms/src/functions.ts#generic']);
  } finally {
    graph.close();
  }
});
