import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import type {
  ScipDocument,
  ScipInformation,
  ScipMetadata,
  ScipOccurrence,
  ScipRelationship,
} from './scip-message.ts';

/** Decodes the fields that carry facts and skips the others unread, among them the documentation. */
class ScipReader {
  readonly #bytes: Buffer;
  readonly #reader: BinaryReader;
  invalidTexts = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#reader = new BinaryReader(bytes);
  }

  /** Calls `visit` for each field of a message that ends at `end`; what it leaves unread is skipped. */
  fields(end: number, visit: (field: number, type: WireType) => boolean): void {
    const reader = this.#reader;
    while (reader.pos < end) {
      const [field, type] = reader.tag();
      if (!visit(field, type)) reader.skip(type, field);
    }
    if (reader.pos !== end) throw new RangeError('a field ends after its message');
  }

  whole(visit: (field: number, type: WireType) => boolean): void {
    this.fields(this.#bytes.length, visit);
  }

  /** Where the length-delimited field that begins here ends. */
  end(): number {
    const length = this.#reader.uint32();
    const end = this.#reader.pos + length;
    if (end > this.#bytes.length) throw new RangeError('a field ends after the data');
    return end;
  }

  text(): string {
    const end = this.end();
    const text = this.#bytes.toString('utf8', this.#reader.pos, end);
    this.#reader.pos = end;
    if (text.includes('\uFFFD')) this.invalidTexts += 1;
    return text;
  }

  int(): number {
    return this.#reader.int32();
  }

  bool(): boolean {
    return this.#reader.bool();
  }

  /** A repeated int32, packed or one by one. */
  ints(type: WireType, into: number[]): void {
    if (type !== WireType.LengthDelimited) {
      into.push(this.int());
      return;
    }
    const end = this.end();
    while (this.#reader.pos < end) into.push(this.int());
  }
}

/** @throws Error when the bytes are no such message */
export function decodeMetadata(bytes: Buffer): ScipMetadata {
  const reader = new ScipReader(bytes);
  let tool = '';
  let version = '';
  let projectRoot = '';
  reader.whole((field, type) => {
    if (type !== WireType.LengthDelimited) return false;
    if (field === 3) projectRoot = reader.text();
    else if (field === 2) {
      reader.fields(reader.end(), (inner, innerType) => {
        if (innerType !== WireType.LengthDelimited) return false;
        if (inner === 1) tool = reader.text();
        else if (inner === 2) version = reader.text();
        else return false;
        return true;
      });
    } else return false;
    return true;
  });
  return { tool, version, projectRoot };
}

/** @throws Error when the bytes are no such message */
export function decodeDocument(bytes: Buffer): ScipDocument {
  const reader = new ScipReader(bytes);
  const occurrences: ScipOccurrence[] = [];
  const symbols: ScipInformation[] = [];
  let path = '';
  let language = '';
  let text: string | null = null;
  let encoding = 0;
  reader.whole((field, type) => {
    if (field === 6 && type === WireType.Varint) encoding = reader.int();
    else if (type !== WireType.LengthDelimited) return false;
    else if (field === 1) path = reader.text();
    else if (field === 2) occurrences.push(occurrence(reader));
    else if (field === 3) symbols.push(information(reader, reader.end()));
    else if (field === 4) language = reader.text();
    else if (field === 5) text = reader.text();
    else return false;
    return true;
  });
  return {
    path,
    language,
    text,
    encoding,
    occurrences,
    symbols,
    invalidTexts: reader.invalidTexts,
  };
}

/** @throws Error when the bytes are no such message */
export function decodeInformation(bytes: Buffer): ScipInformation {
  return information(new ScipReader(bytes), bytes.length);
}

function occurrence(reader: ScipReader): ScipOccurrence {
  const range: number[] = [];
  const enclosing: number[] = [];
  let symbol = '';
  let roles = 0;
  reader.fields(reader.end(), (field, type) => {
    if (field === 1) reader.ints(type, range);
    else if (field === 7) reader.ints(type, enclosing);
    else if (field === 2 && type === WireType.LengthDelimited) symbol = reader.text();
    else if (field === 3 && type === WireType.Varint) roles = reader.int();
    else return false;
    return true;
  });
  return { range: span(range) ?? [0, 0, 0, 0], symbol, roles, enclosing: span(enclosing) };
}

/** A range of three numbers ends in the line in which it begins. */
function span(numbers: readonly number[]): ScipOccurrence['enclosing'] {
  const [line, from, third, fourth] = numbers;
  if (line === undefined || from === undefined || third === undefined) return null;
  return fourth === undefined ? [line, from, line, third] : [line, from, third, fourth];
}

function information(reader: ScipReader, end: number): ScipInformation {
  let symbol = '';
  let kind = 0;
  let displayName = '';
  let signature: string | null = null;
  let documentation: string | null = null;
  const relationships: ScipRelationship[] = [];
  reader.fields(end, (field, type) => {
    if (field === 5 && type === WireType.Varint) kind = reader.int();
    else if (type !== WireType.LengthDelimited) return false;
    else if (field === 1) symbol = reader.text();
    else if (field === 3 && documentation === null) documentation = reader.text();
    else if (field === 4) relationships.push(relationship(reader));
    else if (field === 6) displayName = reader.text();
    else if (field === 7) signature = signatureDocument(reader);
    else return false;
    return true;
  });
  return {
    symbol,
    kind,
    displayName,
    signature: signature ?? codeBlock(documentation),
    relationships,
  };
}

function relationship(reader: ScipReader): ScipRelationship {
  const found = { symbol: '', isReference: false, isImplementation: false };
  const more = { isTypeDefinition: false, isDefinition: false };
  reader.fields(reader.end(), (field, type) => {
    if (field === 1 && type === WireType.LengthDelimited) found.symbol = reader.text();
    else if (type !== WireType.Varint) return false;
    else if (field === 2) found.isReference = reader.bool();
    else if (field === 3) found.isImplementation = reader.bool();
    else if (field === 4) more.isTypeDefinition = reader.bool();
    else if (field === 5) more.isDefinition = reader.bool();
    else return false;
    return true;
  });
  return { ...found, ...more };
}

function signatureDocument(reader: ScipReader): string | null {
  let text: string | null = null;
  reader.fields(reader.end(), (field, type) => {
    if (field !== 5 || type !== WireType.LengthDelimited) return false;
    text = reader.text();
    return true;
  });
  return text;
}

/** Indexers from before `signature_documentation` write the declaration as the first fenced block. */
function codeBlock(documentation: string | null): string | null {
  if (documentation === null) return null;
  const block = /^\s*```[^\n]*\n([\s\S]*?)\n?```/.exec(documentation);
  return block?.[1] ?? null;
}
