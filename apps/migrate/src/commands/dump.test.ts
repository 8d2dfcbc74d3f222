import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dumpGraphSchema } from '@clew/graph-store';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { dumpSchemas } from './dump.ts';

test('a dump is written once, and from then on there is no drift', async () => {
  await using folder = await tempDir();
  const files = { graph: join(folder.path, 'schema.sql'), events: '' };
  const [written] = await dumpSchemas({ store: 'graph', mode: 'write', files });
  expect(written?.drift).toContain('+CREATE TABLE symbols');
  expect(readFileSync(files.graph, 'utf8')).toBe(dumpGraphSchema());
  const [checked] = await dumpSchemas({ store: 'graph', mode: 'check', files });
  expect(checked?.drift).toBeNull();
});

test('drift is shown as a patch, and a check writes nothing', async () => {
  await using folder = await tempDir();
  const files = { graph: join(folder.path, 'schema.sql'), events: '' };
  const drifted = dumpGraphSchema().replace('line integer not null default 0', 'line integer');
  writeFileSync(files.graph, drifted);
  const [dump] = await dumpSchemas({ store: 'graph', mode: 'check', files });
  expect(dump?.drift).toContain('-  line integer,\n');
  expect(dump?.drift).toContain('+  line integer not null default 0,\n');
  expect(readFileSync(files.graph, 'utf8')).toBe(drifted);
});

test('the schema can be printed', async () => {
  await using folder = await tempDir();
  const files = { graph: join(folder.path, 'schema.sql'), events: '' };
  const [dump] = await dumpSchemas({ store: 'graph', mode: 'print', files });
  expect(dump?.schema).toBe(dumpGraphSchema());
});
