import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { annotate } from '../test/annotate.ts';
import type { RecordedSite } from './facts/fact-recorder.ts';
import { indexTypeScript } from './index-typescript.ts';

const SNAPSHOTS = fileURLToPath(new URL('../snapshots/', import.meta.url));

test.each(['forms', 'workspace'])('%s: the annotated sources are as reviewed', async (project) => {
  const root = `${SNAPSHOTS}input/${project}`;
  const sites = new Map<string, RecordedSite[]>();
  const batch = await indexTypeScript({
    root,
    commit: null,
    onSite: (path, site) => sites.set(path, [...(sites.get(path) ?? []), site]),
  });
  expect(batch.failures).toEqual([]);
  for (const facts of batch.files) {
    const text = readFileSync(`${root}/${facts.path}`, 'utf8');
    await expect(annotate(facts, text, sites.get(facts.path) ?? [])).toMatchFileSnapshot(
      `${SNAPSHOTS}output/${project}/${facts.path}.txt`,
    );
  }
});
