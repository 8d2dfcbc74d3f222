import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proveSequence } from '../../test/incremental-proof.ts';
import { leanSources } from '../../test/library-sources.ts';
import { EditedSources, sourceEdit } from '../../test/source-edits.ts';

// A few sequences each time, with a seed that a failure tells; `bench/incremental-proof.ts` does hundreds.
test('rxjs: after any edits, an updated graph is the graph that a full index makes', async () => {
  await using folder = await leanSources('rxjs');
  const sources = new EditedSources(folder.root);
  await fc.assert(
    fc.asyncProperty(fc.array(sourceEdit, { minLength: 1, maxLength: 2 }), async (edits) => {
      const { failure } = await proveSequence(sources, edits);
      expect(failure).toBeNull();
    }),
    { numRuns: 5, endOnFailure: true },
  );
}, 120_000);
