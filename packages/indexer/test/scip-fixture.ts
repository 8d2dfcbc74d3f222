import { writeFileSync } from 'node:fs';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

export interface FixtureOccurrence {
  readonly range: readonly number[];
  readonly symbol: string;
  readonly roles?: number;
  readonly enclosing?: readonly number[];
}

export interface FixtureInformation {
  readonly symbol: string;
  readonly kind?: number;
  readonly signature?: string;
  readonly documentation?: string | Uint8Array;
  readonly implementations?: readonly string[];
}

export interface FixtureDocument {
  readonly path: string;
  readonly language?: string;
  readonly text?: string;
  readonly encoding?: number;
  readonly occurrences?: readonly FixtureOccurrence[];
  readonly symbols?: readonly FixtureInformation[];
}

export interface FixtureIndex {
  readonly documents: readonly FixtureDocument[];
  readonly externals?: readonly FixtureInformation[];
}

type Message = (writer: BinaryWriter) => void;

function message(writer: BinaryWriter, field: number, write: Message): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  write(writer);
  writer.join();
}

function text(writer: BinaryWriter, field: number, value: string | Uint8Array): void {
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  writer.tag(field, WireType.LengthDelimited).bytes(bytes);
}

function ints(writer: BinaryWriter, field: number, values: readonly number[]): void {
  message(writer, field, (inner) => {
    for (const value of values) inner.int32(value);
  });
}

function occurrence(writer: BinaryWriter, given: FixtureOccurrence): void {
  ints(writer, 1, given.range);
  text(writer, 2, given.symbol);
  if (given.roles !== undefined) writer.tag(3, WireType.Varint).int32(given.roles);
  if (given.enclosing !== undefined) ints(writer, 7, given.enclosing);
}

function information(writer: BinaryWriter, given: FixtureInformation): void {
  text(writer, 1, given.symbol);
  if (given.documentation !== undefined) text(writer, 3, given.documentation);
  for (const symbol of given.implementations ?? []) {
    message(writer, 4, (inner) => {
      text(inner, 1, symbol);
      inner.tag(3, WireType.Varint).bool(true);
    });
  }
  if (given.kind !== undefined) writer.tag(5, WireType.Varint).int32(given.kind);
  if (given.signature !== undefined) {
    const { signature } = given;
    message(writer, 7, (inner) => text(inner, 5, signature));
  }
}

/** The bytes of a SCIP index, as an indexer would write them; each field of `Index` apart. */
export function scipFieldsOf({ documents, externals = [] }: FixtureIndex): readonly Uint8Array[] {
  const field = (number: number, write: Message) => {
    const writer = new BinaryWriter();
    message(writer, number, write);
    return writer.finish();
  };
  return [
    field(1, (writer) => {
      message(writer, 2, (tool) => {
        text(tool, 1, 'fixture');
        text(tool, 2, '1.0');
      });
    }),
    ...documents.map((document) =>
      field(2, (writer) => {
        text(writer, 1, document.path);
        for (const one of document.occurrences ?? []) {
          message(writer, 2, (inner) => occurrence(inner, one));
        }
        for (const one of document.symbols ?? []) {
          message(writer, 3, (inner) => information(inner, one));
        }
        if (document.language !== undefined) text(writer, 4, document.language);
        if (document.text !== undefined) text(writer, 5, document.text);
        if (document.encoding !== undefined) {
          writer.tag(6, WireType.Varint).int32(document.encoding);
        }
      }),
    ),
    ...externals.map((one) => field(3, (writer) => information(writer, one))),
  ];
}

export function writeScip(path: string, index: FixtureIndex): void {
  writeFileSync(path, Buffer.concat(scipFieldsOf(index)));
}

/**
 * Finds the places of a name in a text, so that fixtures need no counting.
 *
 * @param nth which of its occurrences as a whole word, from 1
 */
export function placeOf(source: string, name: string, nth = 1): readonly [number, number, number] {
  const lines = source.split('\n');
  let left = nth;
  for (const [line, content] of lines.entries()) {
    for (const match of content.matchAll(new RegExp(`(?<!\\w)${name}(?!\\w)`, 'g'))) {
      left -= 1;
      if (left === 0) return [line, match.index, match.index + name.length];
    }
  }
  throw new Error(`"${name}" does not occur ${nth} times`);
}
