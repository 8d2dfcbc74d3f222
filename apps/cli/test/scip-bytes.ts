/*
 * A SCIP index is one protobuf message. The few fields that a test needs are written by hand; the
 * numbers are those of scip.proto.
 */

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  return [...bytes, rest];
}

function field(number: number, content: string | readonly number[]): number[] {
  const bytes = typeof content === 'string' ? [...Buffer.from(content)] : content;
  return [...varint((number << 3) | 2), ...varint(bytes.length), ...bytes];
}

const number = (at: number, value: number) => [...varint(at << 3), ...varint(value)];
const packed = (at: number, values: readonly number[]) => field(at, values.flatMap(varint));

/** An index by "test-indexer 1.0" of one Java class, `Till.java`, with a method that calls another. */
export function scipIndex(): Uint8Array {
  const symbol = (descriptor: string) => `scip-java maven shop 1.0 com/example/${descriptor}`;
  const occurrence = (
    range: readonly number[],
    name: string,
    role: number,
    whole?: readonly number[],
  ) =>
    field(2, [
      ...packed(1, range),
      ...field(2, symbol(name)),
      ...number(3, role),
      ...(whole === undefined ? [] : packed(7, whole)),
    ]);
  const document = [
    ...field(1, 'src/Till.java'),
    ...field(4, 'java'),
    ...field(5, 'class Till {\n  void open() { count(); }\n  void count() { }\n}\n'),
    ...occurrence([0, 6, 10], 'Till#', 1, [0, 0, 3, 1]),
    ...occurrence([1, 7, 11], 'Till#open().', 1, [1, 2, 1, 26]),
    ...occurrence([1, 16, 21], 'Till#count().', 0),
    ...occurrence([2, 7, 12], 'Till#count().', 1, [2, 2, 2, 18]),
  ];
  const tool = [...field(1, 'test-indexer'), ...field(2, '1.0')];
  return Uint8Array.from([...field(1, field(2, tool)), ...field(2, document)]);
}
