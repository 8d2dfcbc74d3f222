import { jsonDocumentSchema } from '@clew/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSecrets } from '../secrets/create-secrets.ts';
import { redactNothing } from '../secrets/redact.ts';
import { redactor } from '../secrets/redactor.ts';
import { createCapture } from './capture.ts';

const secret = 'Qz7_Kw9xPv3mRt5s';
const redact = redactor(createSecrets({ CLEW_SECRET_KEY: secret }));

function capture(chunks: readonly (string | Uint8Array)[], head = 100, tail = 100) {
  const captured = createCapture({ head, tail, redact });
  for (const chunk of chunks) captured.write(Buffer.from(chunk));
  return captured.end();
}

test('what fits is kept whole', () => {
  expect(capture(['grüße ', 'und\n'])).toEqual({
    text: 'grüße und\n',
    bytes: 12,
    truncatedBytes: 0,
  });
  expect(capture([])).toEqual({ text: '', bytes: 0, truncatedBytes: 0 });
});

test('a character and a secret that came in pieces are put together', () => {
  const bytes = Buffer.from(`ü ${secret} ü`);
  expect(capture([...bytes].map((byte) => Uint8Array.of(byte))).text).toBe('ü [secret:KEY] ü');
});

test('the middle of a long stream is left out, and the text says how much', () => {
  const { text, bytes, truncatedBytes } = capture(['a'.repeat(5000), 'z'.repeat(5000)]);
  expect(text).toBe(`${'a'.repeat(100)}\n[9800 bytes left out]\n${'z'.repeat(100)}`);
  expect({ bytes, truncatedBytes }).toEqual({ bytes: 10_000, truncatedBytes: 9800 });
});

test('without a tail only the beginning is kept', () => {
  expect(capture(['a'.repeat(5000)], 100, 0)).toEqual({
    text: 'a'.repeat(100),
    bytes: 5000,
    truncatedBytes: 4900,
  });
});

test('binary output fits into a document', () => {
  const captured = createCapture({ head: 131_072, tail: 131_072, redact: redactNothing });
  for (let at = 0; at < 64; at += 1) captured.write(Buffer.alloc(8192, at % 2));
  const { text, truncatedBytes } = captured.end();
  expect(jsonDocumentSchema.safeParse({ stdout: text, stderr: text }).success).toBe(true);
  expect(text).toContain(`[${truncatedBytes} bytes left out]`);
});

test('wherever a cut falls, no part of a secret is left', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant(secret), fc.string({ maxLength: 30 })), { maxLength: 60 }),
      fc.integer({ min: 1, max: 50 }),
      fc.constantFrom(0, 40, 80),
      (pieces, chunkSize, tail) => {
        const bytes = Buffer.from(pieces.join(''));
        const chunks: Uint8Array[] = [];
        for (let at = 0; at < bytes.length; at += chunkSize) {
          chunks.push(bytes.subarray(at, at + chunkSize));
        }
        const { text } = capture(chunks, 60, tail);
        for (let at = 0; at + 4 <= secret.length; at += 1) {
          expect(text).not.toContain(secret.slice(at, at + 4));
        }
      },
    ),
    { numRuns: 500 },
  );
});
