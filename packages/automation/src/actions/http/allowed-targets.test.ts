import { expect, test } from 'vitest';
import { type PrivateTargets, parsePrivateTargets, targetProblem } from './allowed-targets.ts';

const problem = (address: string, allowed: PrivateTargets = [], host = 'host.example') =>
  targetProblem({ host, address, allowed });

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '100.100.100.200',
  '127.0.0.1',
  '127.255.255.254',
  '168.63.129.16',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::7f00:1',
  '::ffff:127.0.0.1',
  '::ffff:169.254.169.254',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::a00:1',
  '2002:7f00:1::1',
  '2001::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  'not an address',
])('%s is refused', (address) => {
  expect(problem(address)).toContain('host.example resolves to');
});

test.each(['1.1.1.1', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
  '%s is public',
  (address) => {
    expect(problem(address)).toBe(null);
  },
);

test.each<[string, string, string]>([
  ['true', '10.0.0.1', 'any.example'],
  ['Chat.Internal., 10.0.0.0/8', '192.168.0.9', 'chat.internal'],
  ['chat.internal, 10.0.0.0/8', '10.9.8.7', 'other.internal'],
  ['127.0.0.1', '::ffff:127.0.0.1', 'localhost'],
  ['[::1]', '0:0:0:0:0:0:0:1', 'localhost'],
  ['fd00::/8', 'fd12::1', 'six.internal'],
])('with %s the address %s of %s is allowed', (setting, address, host) => {
  expect(problem(address, parsePrivateTargets(setting), host)).toBe(null);
});

test.each<[string, string, string]>([
  ['chat.internal', '10.0.0.1', 'evil.chat.internal'],
  ['10.0.0.0/8', '192.168.0.1', 'chat.internal'],
  ['10.0.0.0/8', '::1', 'chat.internal'],
  ['10.0.0.0/99', '10.0.0.1', 'chat.internal'],
  ['', '10.0.0.1', 'chat.internal'],
])('with %s the address %s of %s is not', (setting, address, host) => {
  expect(problem(address, parsePrivateTargets(setting), host)).toContain(address);
});
