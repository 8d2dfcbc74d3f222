import { z } from 'zod';
import { eventReceiptSchema } from '../event.ts';
import { eventExample } from './examples.ts';
import { defineRoute } from './route.ts';

const receiptExample = {
  id: eventExample.id,
  trigger_ref: 'core.webhook',
  created: eventExample.created,
  duplicate: false,
};

export const callWebhook = defineRoute({
  method: 'post',
  path: '/webhooks/{key}',
  scope: 'write',
  open: true,
  rawBody: true,
  tag: 'events',
  summary: 'Call a webhook',
  description:
    'No token is asked for: the key in the address names the sensor, and the signature that its scheme asks for proves the sender (`X-Hub-Signature-256` of GitHub, `Stripe-Signature`, or `webhook-signature` of Standard Webhooks). The body may be JSON, a form or text. It becomes an event whose payload has `body`, the telling `headers` and the `event` that the sender names. A delivery that is repeated is answered with the first one’s event.',
  params: z.object({
    key: z.string().max(200).meta({
      description: 'The key of the webhook.',
      example: 'q0Vt2nX4cJm8yB1sLr7wKe5dHg3zPaUf',
    }),
  }),
  answers: {
    200: {
      description: 'This delivery had been recorded before.',
      schema: eventReceiptSchema,
      example: { ...receiptExample, duplicate: true },
    },
    201: { description: 'Recorded.', schema: eventReceiptSchema, example: receiptExample },
  },
  problems: [
    'invalid_request',
    'unauthenticated',
    'not_found',
    'payload_too_large',
    'rate_limited',
  ],
});
