import type { JsonValue } from '@clew/contracts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';

interface JsonPanelProps {
  readonly title: string;
  readonly value: JsonValue;
  /** What is said when there is nothing; without it the panel is left out. */
  readonly empty?: string;
}

/** A stored JSON value as a tree that can be copied. */
export function JsonPanel({ title, value, empty }: JsonPanelProps) {
  if (value === null && empty === undefined) return null;
  return (
    <Panel
      title={title}
      aside={
        value === null ? null : (
          <CopyButton text={JSON.stringify(value, null, 2)} what={title.toLowerCase()} />
        )
      }
    >
      {value === null ? (
        <p className="faint">{empty}</p>
      ) : (
        <ScrollRegion className="mono max-h-120 overflow-auto text-xs" label={`${title} as JSON`}>
          <JsonView value={value} />
        </ScrollRegion>
      )}
    </Panel>
  );
}
