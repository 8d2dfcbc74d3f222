import type { OutputStream } from '@clew/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLiveOutput } from './live-output.ts';
import { createSecrets } from './secrets/create-secrets.ts';
import { redactNothing } from './secrets/redact.ts';
import { redactor } from './secrets/redactor.ts';

const secrets = { CLEW_SECRET_A: 'abcabd', CLEW_SECRET_B: 'bdabca', CLEW_SECRET_C: 'grün😀grün' };
const redact = redactor(createSecrets(secrets));

/** Letters of which the secrets are made, and whole secrets, so that many begin and some end. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom('a', 'b', 'c', 'd', 'ü', '😀', '\n', '\0'),
      fc.constantFrom(...Object.values(secrets)),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

/** How many bytes come at once, and whether somebody looks then. */
const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.boolean()), { minLength: 1 });

const storable = (written: string) => redact(written).replaceAll('\0', '\uFFFD');

test('[X7] in whatever chunks it comes and whenever it is looked at, output is redacted as a whole', () => {
  fc.assert(
    fc.property(text, steps, (written, plan) => {
      const output = createLiveOutput({ redact });
      const bytes = Buffer.from(written);
      let shown = '';
      for (let from = 0, turn = 0; from < bytes.length; turn += 1) {
        const [length, look] = plan[turn % plan.length] ?? [1, true];
        output.write('stdout', bytes.subarray(from, from + length));
        from += length;
        for (const piece of look ? output.take() : []) {
          expect(piece.position).toBe(shown.length);
          shown += piece.text;
        }
        expect(storable(written).startsWith(shown)).toBe(true);
      }
      for (const piece of output.end()) shown += piece.text;
      expect(shown).toBe(storable(written));
    }),
    { numRuns: 500 },
  );
});

test('what cannot become a secret is shown at once', () => {
  const output = createLiveOutput({ redact });
  output.write('stdout', Buffer.from('ready. abc'));
  output.write('stderr', Buffer.from('careful'));
  expect(output.take()).toEqual([
    { stream: 'stdout', position: 0, text: 'ready. ' },
    { stream: 'stderr', position: 0, text: 'careful' },
  ]);
  expect(output.take()).toEqual([]);
  output.write('stdout', Buffer.from('!'));
  expect(output.take()).toEqual([{ stream: 'stdout', position: 7, text: 'abc!' }]);
  expect(output.end()).toEqual([]);
});

const most = 256 * 1024;

test.each<OutputStream>(['stdout', 'stderr'])(
  'the beginning of a long %s is shown, with a note behind it, and no part of a secret',
  (stream) => {
    const output = createLiveOutput({ redact });
    const chunk = Buffer.from(`${'x'.repeat(most - 3)}abcabd${'y'.repeat(most)}`);
    output.write(stream, chunk);
    output.write(stream, chunk);
    const pieces = output.take();
    expect(Math.max(...pieces.map((piece) => piece.text.length))).toBe(16 * 1024);
    expect(pieces.map((piece) => piece.text).join('')).toBe(
      `${'x'.repeat(most - 3)}\n[more follows in the result, when the run has ended]\n`,
    );
    output.write(stream, chunk);
    expect([...output.take(), ...output.end()]).toEqual([]);
  },
);

test('the note comes also when everything before it was shown already', () => {
  const output = createLiveOutput({ redact: redactNothing });
  output.write('stdout', Buffer.alloc(most, 'x'));
  expect(output.take()).toHaveLength(16);
  output.write('stdout', Buffer.from('y'));
  expect(output.end()).toEqual([
    { stream: 'stdout', position: most, text: expect.stringContaining('more follows') },
  ]);
});
