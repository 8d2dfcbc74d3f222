import { findSecret, type Redact } from '@clew/automation';
import type { JsonValue } from '@clew/contracts';
import { ApiError } from '../errors/api-error.ts';

/**
 * Lets only a document pass that holds no secret: what is stored is shown, and a secret that was
 * replaced would not work. It is to be named instead.
 *
 * @throws ApiError `secret_in_clear` with the path.
 */
export function refuseSecrets(document: JsonValue, redact: Redact): void {
  const path = findSecret(document, redact, 'body');
  if (path === null) return;
  const message = 'holds the value of a secret';
  throw new ApiError(
    'invalid_request',
    'secret_in_clear',
    `Correct "${path}": it ${message}. Name the secret instead, as in \${{ secrets.NAME }}.`,
    { issues: [{ path, message }] },
  );
}
