import { createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookConfig } from '@clew/contracts';

/** A call of a webhook as it came. Names of headers are lower case. */
export interface WebhookCall {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

export type WebhookVerdict =
  | { readonly kind: 'genuine' }
  /** `reason` says what was wrong, without anything secret. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Decides whether a call comes from who knows the secret: HMAC-SHA256, compared in constant time.
 *
 * - github: `X-Hub-Signature-256: sha256=<hex>` over the body.
 *   https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 * - stripe: `Stripe-Signature: t=<seconds>,v1=<hex>…` over `<t>.<body>`.
 *   https://docs.stripe.com/webhooks#verify-manually
 * - standard: `webhook-signature: v1,<base64> …` over `<webhook-id>.<webhook-timestamp>.<body>`; a
 *   secret `whsec_…` is base64, any other one is the key itself.
 *   https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function verifyWebhook({
  config,
  secret,
  call,
  now,
}: {
  readonly config: WebhookConfig;
  /** Its value; null for the scheme `none`. */
  readonly secret: string | null;
  readonly call: WebhookCall;
  readonly now: Date;
}): WebhookVerdict {
  if (config.scheme === 'none') return { kind: 'genuine' };
  if (secret === null) return refused('There is no secret to verify the signature with.');
  switch (config.scheme) {
    case 'github':
      return verifyGithub(call, secret);
    case 'stripe':
      return verifyStripe(call, secret, { toleranceSeconds: config.tolerance_seconds, now });
    case 'standard':
      return verifyStandard(call, secret, { toleranceSeconds: config.tolerance_seconds, now });
    default:
      return config satisfies never;
  }
}

interface Freshness {
  readonly toleranceSeconds: number;
  readonly now: Date;
}

function verifyGithub({ headers, body }: WebhookCall, secret: string): WebhookVerdict {
  const header = headers.get('x-hub-signature-256');
  if (header === undefined) return refused('The header X-Hub-Signature-256 is missing.');
  const [, hex] = /^sha256=([0-9a-f]{64})$/i.exec(header) ?? [];
  if (hex === undefined) return refused('The header X-Hub-Signature-256 is malformed.');
  return matching([Buffer.from(hex, 'hex')], sign(secret, [body]));
}

function verifyStripe(
  { headers, body }: WebhookCall,
  secret: string,
  freshness: Freshness,
): WebhookVerdict {
  const header = headers.get('stripe-signature');
  if (header === undefined) return refused('The header Stripe-Signature is missing.');
  const parts = header.split(',').map((part) => part.trim());
  const time = parts.find((part) => /^t=\d{1,12}$/.test(part))?.slice(2);
  const signatures = parts.flatMap((part) => {
    const [, hex] = /^v1=([0-9a-f]{64})$/i.exec(part) ?? [];
    return hex === undefined ? [] : [Buffer.from(hex, 'hex')];
  });
  if (time === undefined || signatures.length === 0) {
    return refused('The header Stripe-Signature is malformed.');
  }
  // Whether it is fresh is told only to who signed it.
  const verdict = matching(signatures, sign(secret, [`${time}.`, body]));
  return verdict.kind === 'genuine' ? checkFreshness(time, freshness) : verdict;
}

function verifyStandard(
  { headers, body }: WebhookCall,
  secret: string,
  freshness: Freshness,
): WebhookVerdict {
  const id = headers.get('webhook-id');
  const time = headers.get('webhook-timestamp');
  const header = headers.get('webhook-signature');
  if (id === undefined || time === undefined || header === undefined) {
    return refused(
      'Of the headers webhook-id, webhook-timestamp and webhook-signature one is missing.',
    );
  }
  const signatures = header.split(' ').flatMap((part) => {
    const [, base64] = /^v1,([A-Za-z0-9+/]{43}=)$/.exec(part) ?? [];
    return base64 === undefined ? [] : [Buffer.from(base64, 'base64')];
  });
  if (signatures.length === 0 || !/^\d{1,12}$/.test(time)) {
    return refused('The header webhook-signature or webhook-timestamp is malformed.');
  }
  const key = secret.startsWith('whsec_')
    ? Buffer.from(secret.slice('whsec_'.length), 'base64')
    : secret;
  const verdict = matching(signatures, sign(key, [`${id}.${time}.`, body]));
  return verdict.kind === 'genuine' ? checkFreshness(time, freshness) : verdict;
}

function sign(key: string | Uint8Array, parts: readonly (string | Uint8Array)[]): Buffer {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

/** Every one is compared, so that the time tells nothing. All have the length of a digest. */
function matching(given: readonly Buffer[], expected: Buffer): WebhookVerdict {
  let genuine = false;
  for (const signature of given) {
    if (signature.length === expected.length && timingSafeEqual(signature, expected))
      genuine = true;
  }
  return genuine ? { kind: 'genuine' } : refused('The signature does not match the body.');
}

function checkFreshness(time: string, { toleranceSeconds, now }: Freshness): WebhookVerdict {
  const seconds = Math.abs(now.getTime() / 1000 - Number(time));
  if (seconds <= toleranceSeconds) return { kind: 'genuine' };
  return refused(
    `It was signed ${Math.round(seconds)} s away from now, and ${toleranceSeconds} s are allowed.`,
  );
}

function refused(reason: string): WebhookVerdict {
  return { kind: 'refused', reason };
}
