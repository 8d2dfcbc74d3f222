import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scipFieldsOf } from '../../test/scip-fixture.ts';
import {
  codebase,
  failure,
  pricedText,
  serviceText,
  shop,
  shopSources,
} from '../../test/scip-shop.ts';
import { IndexerError } from '../indexer-error.ts';
import { importScip } from './import-scip.ts';

test('a source that is not the one that was indexed is not looked at', async () => {
  const moved = { 'src/com/example/OldService.java': `\n\n\n// moved\n${serviceText}` };
  await using shopCode = await codebase(shop, moved);
  const { report } = await importScip({ path: shopCode.index, root: shopCode.root, commit: null });
  expect(report.documents_without_source).toBe(2);
});

test('an index that is cut off is refused, wherever the cut is', async () => {
  await using shopCode = await codebase(shop, shopSources);
  const fields = scipFieldsOf(shop);
  const whole = Buffer.concat(fields);
  const ends = new Set(fields.map((_, index) => Buffer.concat(fields.slice(0, index + 1)).length));
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: whole.length - 1 }), async (cut) => {
      fc.pre(!ends.has(cut));
      writeFileSync(shopCode.index, whole.subarray(0, cut));
      const error = await failure(
        importScip({ path: shopCode.index, root: shopCode.root, commit: null }),
      );
      expect(error.code).toBe('scip_invalid');
      expect(error.message).toMatch(/cut off.*Nothing was imported. Run the indexer again/);
    }),
  );
});

test('a link that leads out of the codebase is not followed', async () => {
  await using shopCode = await codebase(shop, {});
  await using outside = await codebase(shop, {
    'com/example/OldService.java': `${serviceText}// @RestController class Secret { @GetMapping("/s") void s() {} }`,
    'com/example/Priced.java': pricedText,
  });
  symlinkSync(outside.root, join(shopCode.root, 'src'));
  const { batch, report } = await importScip({
    path: shopCode.index,
    root: shopCode.root,
    commit: null,
  });
  expect(report.documents_without_source).toBe(2);
  expect(batch.files.flatMap(({ entry_points = [] }) => entry_points)).toEqual([]);
});

test('what is no index is refused with a reason', async () => {
  await using folder = await codebase(shop, {});
  const read = (content: string | Uint8Array) => {
    writeFileSync(folder.index, content);
    return failure(importScip({ path: folder.index, root: folder.root, commit: null }));
  };
  expect((await read('')).message).toContain('it is empty');
  expect((await read('{"json": true}')).code).toBe('scip_invalid');
  expect((await read(new Uint8Array(64).fill(0xff))).code).toBe('scip_invalid');
  const missing = importScip({ path: join(folder.root, 'none.scip'), root: folder.root });
  expect((await failure(missing)).code).toBe('scip_not_found');
});

test('bytes that are damaged never crash the import', async () => {
  await using shopCode = await codebase(shop, shopSources);
  const whole = Buffer.concat(scipFieldsOf(shop));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), { maxLength: 4 }),
      async (changes) => {
        const bytes = Buffer.from(whole);
        for (const [position, value] of changes) bytes[position] = value;
        writeFileSync(shopCode.index, bytes);
        const outcome = await importScip({
          path: shopCode.index,
          root: shopCode.root,
          commit: null,
        }).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(IndexerError);
        else expect(outcome).toHaveProperty('report');
      },
    ),
  );
});
