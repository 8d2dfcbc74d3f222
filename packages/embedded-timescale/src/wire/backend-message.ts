/**
 * Messages from server to client.
 *
 * Format: PostgreSQL documentation, "Frontend/Backend Protocol", "Message Formats" and "Error and
 * Notice Message Fields".
 */

/** `I` idle, `T` in a transaction, `E` in a failed one. */
export type TransactionStatus = 'I' | 'T' | 'E';

export interface ErrorFields {
  readonly severity: 'ERROR' | 'FATAL';
  /** SQLSTATE. */
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

export const authenticationOk = frame('R', int32(0));

/** Refuses SSL and GSSAPI encryption: the peer goes on in the clear. */
export const encryptionRefused = Buffer.from('N');

export function parameterStatus(name: string, value: string): Buffer {
  return frame('S', Buffer.from(`${name}\0${value}\0`));
}

export function backendKeyData(processId: number, secret: number): Buffer {
  return frame('K', int32(processId), int32(secret));
}

export function readyForQuery(status: TransactionStatus): Buffer {
  return frame('Z', Buffer.from(status));
}

export function errorResponse({ severity, code, message, hint }: ErrorFields): Buffer {
  const fields = [`S${severity}`, `V${severity}`, `C${code}`, `M${message}`];
  if (hint !== undefined) fields.push(`H${hint}`);
  return frame('E', Buffer.from(`${fields.join('\0')}\0\0`));
}

/** Asks for COPY data: `columns` columns, all in text or all in binary format. */
export function copyInResponse(format: 'text' | 'binary', columns: number): Buffer {
  const code = format === 'binary' ? 1 : 0;
  const body = Buffer.alloc(3 + 2 * columns);
  body.writeInt8(code, 0);
  body.writeInt16BE(columns, 1);
  for (let column = 0; column < columns; column += 1) body.writeInt16BE(code, 3 + 2 * column);
  return frame('G', body);
}

/** Answers a client that asks for a minor protocol version or protocol options beyond 3.0. */
export function negotiateProtocolVersion(options: readonly string[]): Buffer {
  return frame(
    'v',
    int32(0x30000),
    int32(options.length),
    Buffer.from(options.map((option) => `${option}\0`).join('')),
  );
}

/** The same notification as sent by another process. */
export function withNotifier(notification: Buffer, processId: number): Buffer {
  const copy = Buffer.from(notification);
  copy.writeInt32BE(processId, 5);
  return copy;
}

export interface BackendMessage {
  readonly type: string;
  /** The whole message: type, length, body; a view of the answer it was read from. */
  readonly frame: Buffer;
}

/** Walks through an answer of the engine, which is always whole messages. */
export function* readMessages(answer: Buffer): Generator<BackendMessage> {
  for (let at = 0; at < answer.length; ) {
    const end = at + 1 + answer.readInt32BE(at + 1);
    yield { type: String.fromCharCode(answer[at] ?? 0), frame: answer.subarray(at, end) };
    at = end;
  }
}

/** Tag of a CommandComplete, such as `INSERT 0 1`. */
export function commandTag(message: Buffer): string {
  return message.toString('utf8', 5, message.length - 1);
}

export function transactionStatus(message: Buffer): TransactionStatus {
  const status = String.fromCharCode(message[5] ?? 0);
  return status === 'T' || status === 'E' ? status : 'I';
}

/** Channel of a NotificationResponse. */
export function notificationChannel(message: Buffer): string {
  return message.toString('utf8', 9, message.indexOf(0, 9));
}

/** Fields of an ErrorResponse or NoticeResponse by their one-letter code. */
export function errorFields(message: Buffer): ReadonlyMap<string, string> {
  const fields = message.toString('utf8', 5).split('\0');
  return new Map(
    fields.filter((field) => field !== '').map((field) => [field[0] ?? '', field.slice(1)]),
  );
}

/** Builds an ErrorResponse or NoticeResponse of fields by their one-letter code. */
export function withErrorFields(type: 'E' | 'N', fields: ReadonlyMap<string, string>): Buffer {
  const body = [...fields].map(([code, value]) => `${code}${value}\0`).join('');
  return frame(type, Buffer.from(`${body}\0`));
}

/** Values of a DataRow in text format. */
export function rowValues(message: Buffer): readonly (string | null)[] {
  const values: (string | null)[] = [];
  let at = 7;
  for (let left = message.readInt16BE(5); left > 0; left -= 1) {
    const length = message.readInt32BE(at);
    at += 4;
    values.push(length < 0 ? null : message.toString('utf8', at, at + length));
    at += Math.max(length, 0);
  }
  return values;
}

function frame(type: string, ...parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 4);
  return Buffer.concat([Buffer.from(type), int32(length), ...parts], length + 1);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
