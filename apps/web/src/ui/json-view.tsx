import type { JsonValue } from '@clew/contracts';
import { useState } from 'react';
import { Button } from './button.tsx';

interface JsonViewProps {
  readonly value: JsonValue;
  readonly name?: string;
  readonly depth?: number;
}

const openDepth = 2;
const pageSize = 100;

/** A JSON value as a tree that opens and closes; long lists come in pages, so size never hurts. */
export function JsonView({ value, name, depth = 0 }: JsonViewProps) {
  const entries = entriesOf(value);
  const [shown, setShown] = useState(pageSize);
  const label = name === undefined ? null : <span className="json-key">{name}: </span>;
  if (entries === null || entries.length === 0) {
    return (
      <div className="json-leaf">
        {label}
        {entries === null ? <JsonScalar value={value} /> : Array.isArray(value) ? '[]' : '{}'}
      </div>
    );
  }
  const list = Array.isArray(value);
  const [open, close] = list ? ['[', ']'] : ['{', '}'];
  return (
    <details className="json-node" open={depth < openDepth}>
      <summary>
        {label}
        {open}
        <span className="json-size">
          {entries.length}
          {close}
        </span>
      </summary>
      <div className="json-children">
        {entries.slice(0, shown).map(([key, item]) => (
          <JsonView key={key} {...(list ? {} : { name: key })} value={item} depth={depth + 1} />
        ))}
        {entries.length > shown ? (
          <Button look="quiet" onClick={() => setShown(shown + pageSize)}>
            {entries.length - shown} more
          </Button>
        ) : null}
      </div>
      <span className="json-close">{close}</span>
    </details>
  );
}

function JsonScalar({ value }: { readonly value: JsonValue }) {
  if (typeof value === 'string')
    return <span className="json-string">{JSON.stringify(value)}</span>;
  if (value === null || typeof value === 'boolean') {
    return <span className="json-word">{String(value)}</span>;
  }
  return <span className="json-number">{JSON.stringify(value)}</span>;
}

function entriesOf(value: JsonValue): readonly (readonly [string, JsonValue])[] | null {
  return typeof value === 'object' && value !== null ? Object.entries(value) : null;
}
