import { type WebhookConfig, webhookConfigSchema } from '@clew/contracts';
import type { EventSession } from '../session.ts';
import { hashKey } from './hash-key.ts';

export interface FindWebhook {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly key: string };
}

/** What is to be known of a webhook to take a call of it. */
export interface Webhook {
  readonly ref: string;
  readonly trigger_ref: string;
  readonly config: WebhookConfig;
}

/** The enabled webhook of an address, or null. */
export async function findWebhook({ ctx, input }: FindWebhook): Promise<Webhook | null> {
  return ctx.events.run(async ({ sql }) => {
    const [row] = await sql<{ ref: string; trigger_ref: string; config: unknown }[]>`
      select ref, trigger_ref, config from sensor
      where key = ${hashKey(input.key)}::text and enabled and entrypoint = 'webhook'`;
    if (row === undefined) return null;
    const { ref, trigger_ref } = row;
    return { ref, trigger_ref, config: webhookConfigSchema.parse(row.config) };
  });
}
