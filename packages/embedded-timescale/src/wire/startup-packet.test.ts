import { serialize } from 'pg-protocol';
import { describe, expect, test } from 'vitest';
import { readOptions, readStartupPacket } from './startup-packet.ts';

const body = (packet: Buffer) => packet.subarray(4);

describe('startup packets', () => {
  test('a startup message has its parameters', () => {
    const packet = readStartupPacket(body(serialize.startup({ user: 'me', database: 'mine' })));
    expect(packet).toEqual({
      kind: 'startup',
      minorVersion: 0,
      parameters: new Map([
        ['user', 'me'],
        ['database', 'mine'],
        ['client_encoding', 'UTF8'],
      ]),
    });
  });

  test('requests for encryption and cancellation are told apart', () => {
    expect(readStartupPacket(body(serialize.requestSsl()))).toEqual({ kind: 'encryption_request' });
    expect(readStartupPacket(body(serialize.cancel(7, 9)))).toEqual({
      kind: 'cancel_request',
      processId: 7,
      secret: 9,
    });
  });

  test('another major version is refused', () => {
    expect(() => readStartupPacket(Buffer.from([0, 2, 0, 0]))).toThrow(
      'unsupported frontend protocol 2.0',
    );
  });

  test('a parameter without a value is refused', () => {
    const packet = Buffer.concat([Buffer.from([0, 3, 0, 0]), Buffer.from('user\0')]);
    expect(() => readStartupPacket(packet)).toThrow('startup parameter user has no value');
  });
});

describe('the options parameter', () => {
  test.each([
    ['-c work_mem=9MB', { work_mem: '9MB' }],
    ['-cwork_mem=9MB --statement-timeout=5s', { work_mem: '9MB', statement_timeout: '5s' }],
    ['-c search_path=a\\ b,c', { search_path: 'a b,c' }],
    ['  ', {}],
  ])('%j', (options, expected) => {
    expect(Object.fromEntries(readOptions(options))).toEqual(expected);
  });

  test('what is no setting is refused', () => {
    expect(() => readOptions('-c work_mem')).toThrow('invalid startup option "-c"');
    expect(() => readOptions('work_mem=1')).toThrow('invalid startup option "work_mem=1"');
  });
});
