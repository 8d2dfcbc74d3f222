import { ProtocolViolation } from './protocol-violation.ts';

/** What a client may say before it is authenticated. */
export type StartupPacket =
  | { readonly kind: 'encryption_request' }
  | { readonly kind: 'cancel_request'; readonly processId: number; readonly secret: number }
  | {
      readonly kind: 'startup';
      readonly minorVersion: number;
      readonly parameters: ReadonlyMap<string, string>;
    };

const SSL_REQUEST = 80877103;
const GSSENC_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;

/** Reads the body of a startup packet. @throws ProtocolViolation */
export function readStartupPacket(body: Buffer): StartupPacket {
  const code = body.readInt32BE(0);
  switch (code) {
    case SSL_REQUEST:
    case GSSENC_REQUEST:
      return { kind: 'encryption_request' };
    case CANCEL_REQUEST:
      if (body.length !== 12) throw new ProtocolViolation('08P01', 'invalid cancel request');
      return {
        kind: 'cancel_request',
        processId: body.readInt32BE(4),
        secret: body.readInt32BE(8),
      };
    default:
  }
  if (code >>> 16 !== 3) {
    throw new ProtocolViolation(
      '08P01',
      `unsupported frontend protocol ${code >>> 16}.${code & 0xffff}: this server speaks 3.0`,
    );
  }
  return { kind: 'startup', minorVersion: code & 0xffff, parameters: readParameters(body) };
}

function readParameters(body: Buffer): ReadonlyMap<string, string> {
  if (body[body.length - 1] !== 0) {
    throw new ProtocolViolation('08P01', 'invalid startup packet layout: no terminator');
  }
  const words = body.toString('utf8', 4).split('\0').slice(0, -1);
  const parameters = new Map<string, string>();
  for (let index = 0; index < words.length; index += 2) {
    const name = words[index] ?? '';
    if (name === '') break;
    const value = words[index + 1];
    if (value === undefined) {
      throw new ProtocolViolation('08P01', `startup parameter ${name} has no value`);
    }
    parameters.set(name, value);
  }
  return parameters;
}

/**
 * Splits the `options` parameter (`-c name=value`, `--name=value`) into settings; a backslash keeps
 * the following space. Anything else in it has no meaning for a backend that is already running.
 */
export function readOptions(options: string): ReadonlyMap<string, string> {
  const words = (options.match(/(?:\\.|\S)+/g) ?? []).map((word) => word.replace(/\\(.)/g, '$1'));
  const settings = new Map<string, string>();
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const assignment = word === '-c' ? words[++index] : word.replace(/^(--|-c)/, '');
    const [, name, value] = /^([\w.-]+)=(.*)$/s.exec(assignment ?? '') ?? [];
    if (name === undefined || value === undefined || assignment === word) {
      throw new ProtocolViolation('08P01', `invalid startup option ${JSON.stringify(word)}`);
    }
    settings.set(name.replaceAll('-', '_'), value);
  }
  return settings;
}
