import type { Secrets } from '@clew/automation';
import type { WebhookLimits } from './webhook-limits.ts';

/** What calls of webhooks are checked with. */
export interface Webhooks {
  readonly secrets: Secrets;
  readonly limits: WebhookLimits;
}
