import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addPiece, knownOutput } from './add-piece.ts';

test('pieces that come twice, overlap or were known add up to what was written', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 60 }),
      fc.nat(60),
      fc.array(fc.tuple(fc.nat(60), fc.nat(20)), { maxLength: 20 }),
      (written, head, cuts) => {
        const spans = cuts
          .map(([from, length]) => [Math.min(from, written.length), length] as const)
          .toSorted(([a], [b]) => a - b);
        let known = knownOutput({ stdout: written.slice(0, head), stderr: '' });
        let reached = Math.min(head, written.length);
        for (const [from, length] of spans) {
          if (from > reached) continue;
          const text = written.slice(from, from + length);
          known = addPiece(known, { stream: 'stdout', position: from, text });
          reached = Math.max(reached, from + text.length);
        }
        expect(known.stdout).toEqual({ text: written.slice(0, reached), dropped: 0 });
      },
    ),
  );
});

test('a piece behind a gap says how much is missing before it', () => {
  const known = addPiece(knownOutput({ stdout: 'abc', stderr: '' }), {
    stream: 'stdout',
    position: 10,
    text: 'xyz',
  });
  expect(known.stdout).toEqual({ text: 'xyz', dropped: 10 });
});
