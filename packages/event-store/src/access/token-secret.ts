import { createHash, randomBytes } from 'node:crypto';

/** How much of a token is kept readable, to tell tokens apart. */
const prefixLength = 'clew_'.length + 6;

/** A new token: 256 random bits, so that its plain SHA-256 is as hard to guess as itself. */
export function mintSecret(): string {
  return `clew_${randomBytes(32).toString('base64url')}`;
}

/** SHA-256 of a token in hexadecimal, which is all that the store keeps of it. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}

export function prefixOf(secret: string): string {
  return secret.slice(0, prefixLength);
}
