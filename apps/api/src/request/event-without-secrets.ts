import type { Redact } from '@clew/automation';
import type { NewEvent } from '@clew/contracts';
import { refuseSecrets } from './refuse-secrets.ts';

/**
 * An event as it is recorded: it happened, so it is taken, and what it holds of secrets is not kept.
 *
 * @throws ApiError `secret_in_clear` when it names what it is about by a secret.
 */
export function eventWithoutSecrets(event: NewEvent, redact: Redact): NewEvent {
  const { payload, config, idempotency_key, ...names } = event;
  refuseSecrets(names, redact);
  return {
    ...names,
    ...(payload === undefined ? {} : { payload: redact(payload) }),
    ...(config === undefined ? {} : { config: redact(config) }),
    ...(typeof idempotency_key === 'string' ? { idempotency_key: redact(idempotency_key) } : {}),
  };
}
