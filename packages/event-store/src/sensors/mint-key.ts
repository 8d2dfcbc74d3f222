import { randomBytes } from 'node:crypto';

/** A key for the address of a webhook: 192 random bits, as text that needs no escaping. */
export function mintKey(): string {
  return randomBytes(24).toString('base64url');
}
