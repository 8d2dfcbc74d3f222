import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { IncrementalProof } from '../test/incremental-proof.ts';
import { type ProofCode, proofSources } from '../test/library-sources.ts';
import { EDIT_KINDS, EditedSources, sourceEdit } from '../test/source-edits.ts';

/**
 * Incremental ≡ full, at length: random sequences of real edits on real sources, each followed by a
 * comparison with a graph that is made anew. `--from` goes on with a run that was interrupted.
 *
 *   node --conditions=source --import tsx bench/incremental-proof.ts --code rxjs --sequences 250
 */
const { values } = parseArgs({
  options: {
    code: { type: 'string', default: 'rxjs' },
    sequences: { type: 'string', default: '260' },
    from: { type: 'string', default: '0' },
    edits: { type: 'string', default: '3' },
    seed: { type: 'string', default: `${Date.now() % 1_000_000_000}` },
  },
});
const code = values.code as ProofCode;
const seed = Number(values.seed);
const sequences = fc.sample(
  fc.array(sourceEdit, { minLength: 1, maxLength: Number(values.edits) }),
  { seed, numRuns: Number(values.sequences) },
);

await using folder = await proofSources(code);
const sources = new EditedSources(folder.root);
await using proof = await IncrementalProof.on(sources);
console.log(
  `${code}: ${sources.files().length} files, seed ${seed}, ${sequences.length} sequences`,
);
const kinds = new Map(EDIT_KINDS.map((kind) => [kind, 0]));
let edits = 0;
let derived = 0;
let present = 0;
let failed = 0;
const start = performance.now();
for (const [index, sequence] of sequences.entries()) {
  if (index < Number(values.from)) continue;
  const outcome = await proof.run(sequence);
  edits += outcome.edits;
  derived += outcome.derived;
  present += outcome.present;
  for (const { kind } of sequence.slice(0, outcome.edits))
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  if (outcome.failure !== null) {
    failed += 1;
    console.log(`sequence ${index} differs after ${JSON.stringify(outcome.failure.after)}`);
    for (const line of outcome.failure.differences.slice(0, 8)) console.log(`  ${line}`);
    console.log(`  ${outcome.failure.differences.length} differences`);
  }
  if (index % 10 === 9) {
    const seconds = Math.round((performance.now() - start) / 1000);
    console.log(`${index + 1} sequences, ${edits} edits, ${failed} with differences, ${seconds} s`);
  }
}
console.table(Object.fromEntries(kinds));
console.log({
  code,
  seed,
  sequences: sequences.length,
  edits,
  'sequences with differences': failed,
  'files derived': derived,
  'files present': present,
});
process.exitCode = failed === 0 ? 0 : 1;
