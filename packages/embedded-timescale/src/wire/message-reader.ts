import { type FrontendMessage, isFrontendType } from './frontend-message.ts';
import { ProtocolViolation } from './protocol-violation.ts';

/** The largest startup packet that PostgreSQL takes (MAX_STARTUP_PACKET_LENGTH). */
const STARTUP_LIMIT = 10_000;

/**
 * Cuts a client's byte stream into messages, wherever the network split it.
 *
 * Format: PostgreSQL documentation, "Frontend/Backend Protocol", "Message Formats". Every message
 * is a type byte and a length that counts itself; the packets before authentication have no type.
 */
export class MessageReader {
  readonly #limit: number;
  #chunks: Buffer[] = [];
  #buffered = 0;
  #typed = false;
  /** Length of the message at the head, once its header is here: no rescan for each chunk. */
  #needed = 0;

  /** @param limit largest message in bytes, its type byte included */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Bytes received that do not make a whole message yet. */
  get buffered(): number {
    return this.#buffered;
  }

  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
  }

  /** From here on messages carry a type byte: the startup packet has been accepted. */
  expectTypedMessages(): void {
    this.#typed = true;
  }

  /** Takes the next packet of the startup phase: its body, without the length. */
  startupPacket(): Buffer | undefined {
    return this.#take()?.subarray(4);
  }

  /** Takes the next message. @throws ProtocolViolation when the stream cannot be a client's. */
  message(): FrontendMessage | undefined {
    const frame = this.#take();
    if (frame === undefined) return undefined;
    const type = String.fromCharCode(frame[0] ?? 0);
    if (!isFrontendType(type)) throw unknownType(frame[0] ?? 0);
    return { type, frame };
  }

  #take(): Buffer | undefined {
    const header = this.#typed ? 5 : 4;
    if (this.#needed === 0) {
      if (this.#typed && this.#buffered > 0) this.#assertType();
      if (this.#buffered < header) return undefined;
      this.#needed = this.#lengthOf(this.#head(header));
    }
    if (this.#buffered < this.#needed) return undefined;
    const frame = this.#head(this.#needed).subarray(0, this.#needed);
    const first = this.#chunks[0] ?? Buffer.alloc(0);
    if (first.length === this.#needed) this.#chunks.shift();
    else this.#chunks[0] = first.subarray(this.#needed);
    this.#buffered -= this.#needed;
    this.#needed = 0;
    return frame;
  }

  /** An unknown type says at once that the peer speaks something else: its length means nothing. */
  #assertType(): void {
    const byte = this.#chunks[0]?.[0] ?? 0;
    if (!isFrontendType(String.fromCharCode(byte))) throw unknownType(byte);
  }

  #lengthOf(head: Buffer): number {
    const declared = head.readInt32BE(this.#typed ? 1 : 0);
    const length = declared + (this.#typed ? 1 : 0);
    if (declared < (this.#typed ? 4 : 8)) {
      throw new ProtocolViolation('08P01', `invalid message length ${declared}`);
    }
    if (!this.#typed && length > STARTUP_LIMIT) {
      throw new ProtocolViolation('08P01', 'invalid length of startup packet');
    }
    if (length > this.#limit) {
      throw new ProtocolViolation(
        '54000',
        `message of ${length} bytes is larger than the limit of ${this.#limit} bytes`,
      );
    }
    return length;
  }

  /** Makes the first chunk at least `size` long. Callers know that as many bytes are buffered. */
  #head(size: number): Buffer {
    const [first] = this.#chunks;
    if (first !== undefined && first.length >= size) return first;
    const joined = Buffer.concat(this.#chunks, this.#buffered);
    this.#chunks = [joined];
    return joined;
  }
}

function unknownType(byte: number): ProtocolViolation {
  return new ProtocolViolation('08P01', `invalid frontend message type ${byte}`);
}
