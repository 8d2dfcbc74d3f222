import { writeFileSync } from 'node:fs';
import { applyFacts, codebaseGraphPath, createCodebase, openCodebase } from '@clew/graph-store';
import { callGraphFacts } from '@clew/testing';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { purgeGraphs } from './purge-graphs.ts';

test('what was deleted long ago goes from every graph, and one that is damaged is told', async () => {
  await using home = await tempDir();
  const indexed = (name: string, at: string) => {
    createCodebase({ ctx: { home: home.path }, input: { name, root: home.path } });
    const graph = openCodebase({ ctx: { home: home.path }, input: { name } });
    const now = () => new Date(at);
    applyFacts({ ctx: { graph, now }, input: callGraphFacts({ 'a.ts': { f: [], g: [] } }) });
    applyFacts({ ctx: { graph, now }, input: callGraphFacts({ 'a.ts': { f: [] } }) });
    graph.close();
  };
  const symbols = (name: string) => {
    const graph = openCodebase({ ctx: { home: home.path }, input: { name } });
    const rows = graph.prepare('select name from symbols order by name').pluck().all();
    graph.close();
    return rows;
  };
  indexed('old', '2020-01-01T00:00:00.000Z');
  indexed('young', new Date().toISOString());
  indexed('damaged', '2020-01-01T00:00:00.000Z');
  writeFileSync(codebaseGraphPath(home.path, 'damaged'), 'nothing that SQLite would know');
  const before = [symbols('old'), symbols('young')];
  const lines: string[] = [];
  const log = {
    info: (_: object, message: string) => void lines.push(`info ${message}`),
    warn: (_: object, message: string) => void lines.push(`warn ${message}`),
    error: (_: object, message: string) => void lines.push(`error ${message}`),
  };
  await purgeGraphs({ home: home.path, log }, new AbortController().signal);
  expect(symbols('old')).toEqual(before[0]?.filter((name) => name !== 'g'));
  expect(before[0]).toContain('g');
  expect(symbols('young')).toEqual(before[1]);
  expect(lines).toEqual([
    'warn a graph could not be purged',
    'info symbols deleted long ago were purged',
  ]);
});
