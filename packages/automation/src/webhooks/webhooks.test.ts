import { createHmac } from 'node:crypto';
import type { WebhookConfig } from '@clew/contracts';
import { webhookConfigSchema } from '@clew/contracts';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { readWebhookBody } from './read-webhook-body.ts';
import { verifyWebhook } from './verify-webhook.ts';
import { webhookEvent } from './webhook-event.ts';

const secret = "It's a Secret to Everybody";
const encoded = `whsec_${Buffer.from('a key of thirty-two bytes, or so').toString('base64')}`;
const now = new Date('2026-11-21T12:00:00Z');
const seconds = now.getTime() / 1000;
const bytes = (text: string) => new TextEncoder().encode(text);
const hex = (text: string) => createHmac('sha256', secret).update(text).digest('hex');

const configOf = (scheme: 'github' | 'stripe' | 'standard'): WebhookConfig =>
  webhookConfigSchema.parse({ scheme, secret: 'HOOK' });

const schemes = {
  github: (text: string) => ({ 'x-hub-signature-256': `sha256=${hex(text)}` }),
  stripe: (text: string, at = seconds) => ({
    'stripe-signature': `t=${at},v1=${hex(`${at}.${text}`)},v0=abc`,
  }),
  standard: (text: string, at = seconds) => ({
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(at),
    'webhook-signature': `v1a,other ${new Webhook(encoded).sign('msg_1', new Date(at * 1000), text)}`,
  }),
} as const;

function verify(
  scheme: keyof typeof schemes,
  headers: Readonly<Record<string, string>>,
  body: string,
) {
  return verifyWebhook({
    config: configOf(scheme),
    secret: scheme === 'standard' ? encoded : secret,
    call: { headers: new Map(Object.entries(headers)), body: bytes(body) },
    now,
  });
}

test('the example of the documentation of GitHub is genuine', () => {
  const signature = '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
  expect(
    verify('github', { 'x-hub-signature-256': `sha256=${signature}` }, 'Hello, World!'),
  ).toEqual({ kind: 'genuine' });
});

describe.each(['github', 'stripe', 'standard'] as const)('%s', (scheme) => {
  test('what was signed is genuine, and any other byte is not', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (text, more) => {
        const headers = schemes[scheme](text);
        expect(verify(scheme, headers, text)).toEqual({ kind: 'genuine' });
        expect(verify(scheme, headers, text + more)).toMatchObject({ kind: 'refused' });
      }),
    );
  });

  test('without its headers, or with others, a call is refused', () => {
    expect(verify(scheme, {}, 'x')).toMatchObject({ kind: 'refused' });
    for (const junk of ['', 'sha256=', 't=1', 'v1=00', 'v1,AAAA', `sha256=${'0'.repeat(64)}`]) {
      const headers = Object.keys(schemes[scheme]('x')).map((name) => [name, junk]);
      expect(verify(scheme, Object.fromEntries(headers), 'x')).toMatchObject({ kind: 'refused' });
    }
  });
});

test.each(['stripe', 'standard'] as const)(
  '%s: what was signed too long ago is refused',
  (scheme) => {
    expect(verify(scheme, schemes[scheme]('x', seconds - 300), 'x')).toEqual({ kind: 'genuine' });
    for (const at of [seconds - 301, seconds + 301]) {
      const verdict = verify(scheme, schemes[scheme]('x', at), 'x');
      expect(verdict).toMatchObject({ kind: 'refused', reason: expect.stringContaining('301 s') });
    }
  },
);

test('of several signatures one that matches is enough', () => {
  const header = `t=${seconds},v1=${'0'.repeat(64)},v1=${hex(`${seconds}.x`)}`;
  expect(verify('stripe', { 'stripe-signature': header }, 'x')).toEqual({ kind: 'genuine' });
});

test.each<[string, string | undefined, unknown]>([
  ['{"a":[1]}', 'application/json; charset=utf-8', { a: [1] }],
  ['{"a":1}', 'application/cloudevents+json', { a: 1 }],
  ['a=1&b=2&a=3', 'application/x-www-form-urlencoded', { a: ['1', '3'], b: '2' }],
  ['payload=%7B%22a%22%3A1%7D', 'application/x-www-form-urlencoded', { a: 1 }],
  ['hello', 'text/plain', 'hello'],
  ['[1]', undefined, [1]],
  ['hello', undefined, 'hello'],
  ['', undefined, null],
])('%s as %s is read', (text, contentType, expected) => {
  expect(readWebhookBody({ body: bytes(text), contentType })).toEqual(expected);
});

test.each<[Uint8Array, string, string]>([
  [bytes('{'), 'application/json', 'JSON'],
  [new Uint8Array([0xff, 0xfe]), 'text/plain', 'UTF-8'],
  [bytes('x'), 'application/pdf', 'application/pdf'],
])('what cannot be read is refused by its reason', (body, contentType, reason) => {
  expect(() => readWebhookBody({ body, contentType })).toThrow(reason);
});

test('an event keeps what happened and nothing that proves anything', () => {
  const event = webhookEvent({
    sensor: 'shop.pushes',
    trigger_ref: 'core.webhook',
    scheme: 'github',
    call: {
      headers: new Map([
        ['content-type', 'application/json'],
        ['x-github-event', 'push'],
        ['x-github-delivery', 'd-1'],
        ['x-hub-signature-256', 'sha256=00'],
        ['x-api-key', 'k'],
        ['x-gitlab-token', 't'],
        ['authorization', 'Bearer b'],
        ['cookie', 'c'],
        ['x-forwarded-for', '10.0.0.1'],
        ['accept', '*/*'],
      ]),
      body: bytes('{"ref":"main"}'),
    },
  });
  expect(event).toEqual({
    trigger_ref: 'core.webhook',
    source_ref: 'shop.pushes',
    payload: {
      sensor: 'shop.pushes',
      event: 'push',
      body: { ref: 'main' },
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'push',
        'x-github-delivery': 'd-1',
      },
    },
    idempotency_key: 'shop.pushes d-1',
  });
});

test('the id and type of a Stripe event name its delivery', () => {
  const event = webhookEvent({
    sensor: 'shop.payments',
    trigger_ref: 'shop.payment',
    scheme: 'stripe',
    call: { headers: new Map(), body: bytes('{"id":"evt_1","type":"invoice.paid"}') },
  });
  expect(event).toMatchObject({
    idempotency_key: 'shop.payments evt_1',
    payload: { event: 'invoice.paid' },
  });
});
