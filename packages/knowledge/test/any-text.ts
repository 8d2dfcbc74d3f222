import fc from 'fast-check';

const codePoint = fc
  .oneof(fc.integer({ min: 0, max: 0x2ff }), fc.integer({ min: 0, max: 0x10_ffff }))
  .map((point) => String.fromCodePoint(point));

/** Texts of any characters, halves of characters and controls among them. */
export const anyText = (maxLength: number) => fc.string({ unit: codePoint, maxLength });
