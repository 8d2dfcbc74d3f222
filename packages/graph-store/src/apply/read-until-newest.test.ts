import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { batch, emptyGraph, file, symbol } from '../../test/facts.ts';
import { type Graph, openGraph } from '../open-graph.ts';
import { lastRevision } from '../revisions/list-revisions.ts';
import { applyFacts } from './apply-facts.ts';
import { readUntilNewest } from './read-until-newest.ts';

/** Sources of one file that declares one function. */
function run(graph: Graph, read: () => Promise<string>): Promise<number> {
  return readUntilNewest({
    ctx: { graph },
    input: {
      attempt: async (basis) => {
        const name = await read();
        const facts = batch([file('a.ts', [symbol(`app/a.ts#${name}`)])]);
        return applyFacts({ ctx: { graph, basis }, input: facts }).id;
      },
    },
  });
}

function gate() {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

const declared = (graph: Graph) =>
  graph.sqlite.prepare("select name from active_symbols where kind = 'function'").pluck().all();

test('of two runs at once the later to store reads again what it had read before the other stored', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const other = openGraph(graph.path);
  const hasRead = gate();
  const mayGoOn = gate();
  let source = 'before';
  let reads = 0;
  const slow = run(graph, async () => {
    const name = source;
    reads += 1;
    hasRead.open();
    await mayGoOn.opened;
    return name;
  });
  await hasRead.opened;
  source = 'after';
  await run(other, async () => source);
  mayGoOn.open();
  expect(await slow).toBe(2);
  expect([reads, declared(graph)]).toEqual([2, ['after']]);
  other.close();
  graph.close();
});

test('a run that others are always ahead of gives up, and has stored nothing', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const other = openGraph(graph.path);
  const overtaken = run(graph, async () => {
    await run(other, async () => 'newer');
    return 'older';
  });
  await expect(overtaken).rejects.toMatchObject({ code: 'facts_outdated', problem: 'unavailable' });
  expect([lastRevision(graph)?.id, declared(graph)]).toEqual([10, ['newer']]);
  const broken = run(graph, () => Promise.reject(new Error('unreadable')));
  await expect(broken).rejects.toThrow('unreadable');
  other.close();
  graph.close();
});
