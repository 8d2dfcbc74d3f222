import fc from 'fast-check';
import { serialize } from 'pg-protocol';
import { expect, test } from 'vitest';
import { MessageReader } from './message-reader.ts';
import { ProtocolViolation } from './protocol-violation.ts';

const message = fc
  .tuple(fc.constantFrom(...'BCDEFHPQSXdcfp'), fc.uint8Array({ maxLength: 300 }))
  .map(([type, body]) => {
    const frame = Buffer.alloc(5 + body.length);
    frame.write(type, 0, 'latin1');
    frame.writeInt32BE(4 + body.length, 1);
    Buffer.from(body).copy(frame, 5);
    return frame;
  });

test('messages come out whole and in order, however they were cut', () => {
  fc.assert(
    fc.property(
      fc.array(message, { maxLength: 20 }),
      fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 50 }),
      (frames, sizes) => {
        const bytes = Buffer.concat(frames);
        const reader = new MessageReader(10_000);
        reader.expectTypedMessages();
        const read: Buffer[] = [];
        for (let at = 0, cut = 0; at < bytes.length; cut += 1) {
          const size = sizes[cut % sizes.length] ?? 1;
          reader.push(bytes.subarray(at, at + size));
          at += size;
          for (let next = reader.message(); next !== undefined; next = reader.message())
            read.push(next.frame);
        }
        expect(read).toEqual(frames);
        expect(reader.buffered).toBe(0);
      },
    ),
  );
});

test('garbage either waits for more or is a violation, and never anything else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (garbage, typed) => {
      const reader = new MessageReader(1000);
      if (typed) reader.expectTypedMessages();
      reader.push(Buffer.from(garbage));
      try {
        while ((typed ? reader.message() : reader.startupPacket()) !== undefined);
      } catch (error) {
        expect(error).toBeInstanceOf(ProtocolViolation);
      }
    }),
  );
});

test('an unknown type is refused with its first byte', () => {
  const reader = new MessageReader(1000);
  reader.expectTypedMessages();
  reader.push(Buffer.from('G'));
  expect(() => reader.message()).toThrow('invalid frontend message type 71');
});

test('a message above the limit is refused by its header', () => {
  const reader = new MessageReader(100);
  reader.expectTypedMessages();
  reader.push(serialize.query('x'.repeat(200)).subarray(0, 5));
  expect(() => reader.message()).toThrow(/206 bytes is larger than the limit of 100/);
});

test('a length below its own size is refused', () => {
  const reader = new MessageReader(100);
  reader.expectTypedMessages();
  reader.push(Buffer.from([0x51, 0, 0, 0, 3]));
  expect(() => reader.message()).toThrow('invalid message length 3');
});

test('a startup packet above 10,000 bytes is refused', () => {
  const reader = new MessageReader(1_000_000);
  reader.push(Buffer.from([0, 0, 0x40, 0, 0, 3, 0, 0]));
  expect(() => reader.startupPacket()).toThrow('invalid length of startup packet');
});
