/** The client's bytes are not the protocol; its connection cannot go on. `code` is the SQLSTATE. */
export class ProtocolViolation extends Error {
  override readonly name = 'ProtocolViolation';
  readonly code: '08P01' | '54000';

  constructor(code: '08P01' | '54000', message: string) {
    super(message);
    this.code = code;
  }
}
