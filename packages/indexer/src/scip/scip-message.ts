/** The part of scip.proto (https://github.com/scip-code/scip) that carries facts. Lines and characters are from 0. */
export interface ScipOccurrence {
  /** Start line, start character, end line, end character; the end is exclusive. */
  readonly range: readonly [number, number, number, number];
  readonly symbol: string;
  /** Bits: 1 definition, 2 import, 4 write, 8 read, 16 generated, 32 test, 64 forward definition. */
  readonly roles: number;
  /** Of a definition: the whole of what is defined. Null when the indexer does not tell. */
  readonly enclosing: readonly [number, number, number, number] | null;
}

export interface ScipRelationship {
  readonly symbol: string;
  readonly isReference: boolean;
  readonly isImplementation: boolean;
  readonly isTypeDefinition: boolean;
  readonly isDefinition: boolean;
}

export interface ScipInformation {
  readonly symbol: string;
  /** `SymbolInformation.Kind`; 0 when the indexer does not tell. */
  readonly kind: number;
  readonly displayName: string;
  /** The declaration as code, without its body. */
  readonly signature: string | null;
  readonly relationships: readonly ScipRelationship[];
}

export interface ScipDocument {
  readonly path: string;
  readonly language: string;
  readonly text: string | null;
  /** `PositionEncoding`: 1 UTF-8, 2 UTF-16, 3 UTF-32 code units, 0 not told. */
  readonly encoding: number;
  readonly occurrences: readonly ScipOccurrence[];
  readonly symbols: readonly ScipInformation[];
  /** Texts that were not valid UTF-8 and were read with replacement characters. */
  readonly invalidTexts: number;
}

export interface ScipMetadata {
  readonly tool: string;
  readonly version: string;
  readonly projectRoot: string;
}
