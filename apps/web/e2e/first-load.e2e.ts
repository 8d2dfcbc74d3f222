import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { z } from 'zod';

const dist = new URL('../dist/', import.meta.url);
const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().default(false),
    imports: z.array(z.string()).default([]),
  }),
);
const mostBytes = 250_000;

test('a first visit loads at most 250 kB of JavaScript before any page of its own', () => {
  const manifest = manifestSchema.parse(
    JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8')),
  );
  const needed = new Set<string>();
  const need = (key: string) => {
    if (needed.has(key)) return;
    needed.add(key);
    for (const other of manifest[key]?.imports ?? []) need(other);
  };
  for (const [key, { isEntry }] of Object.entries(manifest)) if (isEntry) need(key);
  const sizes = [...needed].map((key) => {
    const file = manifest[key]?.file ?? '';
    return [file, gzipSync(readFileSync(new URL(file, dist))).length] as const;
  });
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  console.log(`First load: ${(total / 1000).toFixed(1)} kB of gzipped JavaScript`, sizes);
  expect(needed.size).toBeGreaterThan(0);
  expect(total).toBeLessThanOrEqual(mostBytes);
});
