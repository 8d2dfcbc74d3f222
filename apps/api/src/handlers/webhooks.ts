import { verifyWebhook, type WebhookCall, webhookEvent } from '@clew/automation';
import { maxJsonDocumentBytes, type WebhookConfig } from '@clew/contracts';
import { findWebhook, recordSensorError, takeWebhookCall, type Webhook } from '@clew/event-store';
import type { ApiContext } from '../api-context.ts';
import { ApiError } from '../errors/api-error.ts';
import { eventWithoutSecrets } from '../request/event-without-secrets.ts';
import type { Handlers } from './handler.ts';

/** A call of nobody's webhook is verified like others, so that the time does not tell it apart. */
const nobodys: WebhookConfig = {
  scheme: 'github',
  secret: 'NOBODY',
  tolerance_seconds: 300,
  max_bytes: maxJsonDocumentBytes,
  rate_per_minute: 1,
};

export const callWebhook: Handlers['callWebhook'] = async ({ ctx, params, headers, readBody }) => {
  const webhook = await findWebhook({ ctx, input: params });
  if (webhook !== null) refuseFlood(ctx, webhook);
  const body = await readBody((webhook?.config ?? nobodys).max_bytes);
  const call: WebhookCall = { headers: new Map(headers), body };
  if (webhook === null) {
    verifyWebhook({ config: nobodys, secret: 'nobody', call, now: new Date() });
    throw new ApiError(
      'not_found',
      'webhook_unknown',
      'There is no webhook at this address, or it is switched off.',
    );
  }
  const { ref, trigger_ref, config } = webhook;
  const verdict = verifyWebhook({ config, secret: secretOf(ctx, webhook), call, now: new Date() });
  if (verdict.kind === 'refused') {
    note(ctx, ref, `A call was refused. ${verdict.reason}`);
    throw new ApiError('unauthenticated', 'webhook_refused', verdict.reason);
  }
  const called = webhookEvent({ sensor: ref, trigger_ref, scheme: config.scheme, call });
  const event = eventWithoutSecrets(called, ctx.redact);
  const receipt = await takeWebhookCall({ ctx, input: { ref, event } });
  return { status: receipt.duplicate ? 200 : 201, body: receipt };
};

function refuseFlood(ctx: ApiContext, { ref, config }: Webhook): void {
  const seconds = ctx.webhooks.limits.take(ref, config.rate_per_minute);
  if (seconds === 0) return;
  throw new ApiError(
    'rate_limited',
    'rate_limited',
    `This webhook is called too often. Go on in ${seconds} s, or raise its rate_per_minute.`,
    { headers: { 'retry-after': String(seconds) } },
  );
}

/** @throws ApiError `unavailable` while the server lacks the secret; the sensor says so. */
function secretOf(ctx: ApiContext, { ref, config }: Webhook): string | null {
  if (config.scheme === 'none') return null;
  if (ctx.webhooks.secrets.names().includes(config.secret)) {
    return ctx.webhooks.secrets.resolve(config.secret);
  }
  note(ctx, ref, `The secret ${config.secret} is not set. Set CLEW_SECRET_${config.secret}.`);
  throw new ApiError(
    'unavailable',
    'webhook_not_ready',
    'This webhook cannot verify calls yet. Its sensor says what is missing.',
  );
}

/** Nobody waits until it is noted. */
function note(ctx: ApiContext, ref: string, error: string): void {
  recordSensorError({ ctx, input: { ref, error: ctx.redact(error) } }).catch((err: unknown) =>
    ctx.logger.error({ err, sensor: ref }, 'the error of a sensor could not be noted'),
  );
}
