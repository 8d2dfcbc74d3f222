import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IncrementalProof } from '../../test/incremental-proof.ts';
import { proofSources } from '../../test/library-sources.ts';
import { EditedSources, sourceEdit } from '../../test/source-edits.ts';

// A few sequences each time, with a seed that a failure tells; `bench/incremental-proof.ts` does hundreds.
test('rxjs: after any edits, an updated graph is the graph that a full index makes', async () => {
  await using folder = await proofSources('rxjs');
  await using proof = await IncrementalProof.on(new EditedSources(folder.root));
  await fc.assert(
    fc.asyncProperty(fc.array(sourceEdit, { minLength: 1, maxLength: 2 }), async (edits) => {
      const { failure } = await proof.run(edits);
      expect(failure).toBeNull();
    }),
    { numRuns: 4, endOnFailure: true },
  );
}, 300_000);
