/**
 * Messages from client to server, and the names that some of them carry.
 *
 * Format: PostgreSQL documentation, "Frontend/Backend Protocol", "Message Formats".
 */
const TYPES = ['B', 'C', 'c', 'D', 'd', 'E', 'F', 'f', 'H', 'P', 'p', 'Q', 'S', 'X'] as const;

export type FrontendType = (typeof TYPES)[number];

const known: ReadonlySet<string> = new Set(TYPES);

export function isFrontendType(type: string): type is FrontendType {
  return known.has(type);
}

export interface FrontendMessage {
  readonly type: FrontendType;
  /** The whole message: type, length, body. */
  readonly frame: Buffer;
}

/** What a Parse message says. */
export interface ParseMessage {
  readonly statement: string;
  readonly text: string;
}

/** Reads `Query`. */
export function readQuery(frame: Buffer): string {
  return cString(frame, 5).text;
}

/** Reads `Parse`. */
export function readParse(frame: Buffer): ParseMessage {
  const name = cString(frame, 5);
  return { statement: name.text, text: cString(frame, name.end).text };
}

/** Reads the names of `Bind`. */
export function readBind(frame: Buffer): { readonly portal: string; readonly statement: string } {
  const portal = cString(frame, 5);
  return { portal: portal.text, statement: cString(frame, portal.end).text };
}

/** Reads `Describe` or `Close`. */
export function readTarget(frame: Buffer): {
  readonly kind: 'statement' | 'portal';
  readonly name: string;
} {
  return {
    kind: frame[5] === 0x53 ? 'statement' : 'portal',
    name: cString(frame, 6).text,
  };
}

/** Reads the portal of `Execute`. */
export function readExecute(frame: Buffer): string {
  return cString(frame, 5).text;
}

/** The same message with another statement name; the frame must be Parse, Bind, Describe or Close. */
export function withStatementName(frame: Buffer, name: string): Buffer {
  const type = frame[0] ?? 0;
  const start = type === 0x42 ? cString(frame, 5).end : type === 0x50 ? 5 : 6;
  const { end } = cString(frame, start);
  return frontendFrame(
    type,
    frame.subarray(5, start),
    Buffer.from(`${name}\0`),
    frame.subarray(end),
  );
}

/** Builds a message from the parts of its body. */
export function frontendFrame(type: number, ...parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 4);
  const header = Buffer.alloc(5);
  header[0] = type;
  header.writeInt32BE(length, 1);
  return Buffer.concat([header, ...parts], length + 1);
}

/** A string without its terminating NUL; a missing NUL is left for the backend to complain about. */
function cString(frame: Buffer, start: number): { readonly text: string; readonly end: number } {
  const nul = frame.indexOf(0, start);
  const stop = nul === -1 ? frame.length : nul;
  return {
    text: frame.toString('utf8', Math.min(start, stop), stop),
    end: Math.min(stop + 1, frame.length),
  };
}
