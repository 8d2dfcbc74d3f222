import { expect, test } from 'vitest';
import { allowedHosts } from './allowed-hosts.ts';

const hosts = allowedHosts({ configured: ['0.0.0.0', 'clew.example'], webPort: 4001 });

test.each([
  'localhost',
  'localhost:4000',
  'LOCALHOST:4000',
  '127.0.0.1:4000',
  '127.9.9.9',
  '[::1]:4000',
  'clew.example',
  'Clew.Example:8080',
])('the host %s is ours', (host) => {
  expect(hosts.allowsHost(host)).toBe(true);
});

test.each([
  '',
  'attacker.example',
  'localhost.attacker.example',
  '127.0.0.1.attacker.example:4000',
  'attacker.example@127.0.0.1.evil',
  '0.0.0.0:4000',
  '[::]:4000',
  'a b',
  '192.168.1.7',
])('the host "%s" is not', (host) => {
  expect(hosts.allowsHost(host)).toBe(false);
});

test('a configured address of IPv6 is ours with and without brackets', () => {
  for (const configured of ['fd00::7', '[fd00::7]']) {
    expect(allowedHosts({ configured: [configured], webPort: 1 }).allowsHost('[fd00::7]:1')).toBe(
      true,
    );
  }
});

test.each([
  ['http://localhost:4000', 'localhost:4000', true],
  ['http://localhost:4001', '127.0.0.1:4000', true],
  ['http://clew.example', 'clew.example', true],
  ['http://localhost:5173', '127.0.0.1:4000', false],
  ['http://attacker.example:4001', '127.0.0.1:4000', false],
  ['https://attacker.example', '127.0.0.1:4000', false],
  ['null', '127.0.0.1:4000', false],
  ['', '127.0.0.1:4000', false],
])('a page of %s may change data on %s: %s', (origin, host, allowed) => {
  expect(hosts.allowsOrigin(origin, host)).toBe(allowed);
});
