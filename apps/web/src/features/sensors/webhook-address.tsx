import { routes, routeUrl } from '@clew/contracts/api';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icon.tsx';

interface WebhookAddressProps {
  readonly name: string;
  readonly webhookKey: string;
  readonly onDone: () => void;
}

/** The address of a webhook, which is told this once: only a hash of its key is stored. */
export function WebhookAddress({ name, webhookKey, onDone }: WebhookAddressProps) {
  const address = `${location.origin}${routeUrl(routes.callWebhook, { params: { key: webhookKey } })}`;
  return (
    <section className="grid gap-2 rounded-control bg-accent-soft p-3" aria-label="The address">
      <p className="flex items-center gap-2 font-medium" role="status">
        <Icon name="info" />
        Copy the address of {name} now: it is shown this once.
      </p>
      <p className="flex items-center gap-1">
        <code className="min-w-0 wrap-anywhere" data-secret>
          {address}
        </code>
        <CopyButton text={address} what="the address" />
      </p>
      <p className="text-xs text-ink-soft">
        Senders POST to it. From elsewhere, put the name under which this server is reached in the
        place of {location.host}.
      </p>
      <div>
        <Button onClick={onDone}>I have it</Button>
      </div>
    </section>
  );
}
