import type { JsonValue } from '@clew/contracts';
import { useState } from 'react';
import { formatCount } from '../format.ts';
import { Button } from './button.tsx';

interface JsonViewProps {
  readonly value: JsonValue;
  readonly name?: string;
  readonly depth?: number;
}

const openDepth = 2;
const pageSize = 100;
const glimpsed = 6;
const glimpseLength = 40;
const textShown = 400;
const textSlack = 100;

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
        <span className="json-glimpse">{glimpseOf(entries, list)}</span>
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

/** The first members of what is closed, on one line. */
function glimpseOf(entries: readonly (readonly [string, JsonValue])[], list: boolean): string {
  const members = entries.slice(0, glimpsed).map(([key, item]) => {
    const nested = entriesOf(item);
    const [open, close] = Array.isArray(item) ? '[]' : '{}';
    const text =
      nested === null
        ? clip(JSON.stringify(item))
        : `${open}${nested.length === 0 ? '' : nested.length}${close}`;
    return list ? text : `${key}: ${text}`;
  });
  return members.join(', ');
}

function clip(text: string): string {
  return text.length > glimpseLength ? `${text.slice(0, glimpseLength)}…` : text;
}

function JsonScalar({ value }: { readonly value: JsonValue }) {
  if (typeof value === 'string') return <JsonText text={JSON.stringify(value)} />;
  if (value === null || typeof value === 'boolean') {
    return <span className="json-word">{String(value)}</span>;
  }
  return <span className="json-number">{JSON.stringify(value)}</span>;
}

/** Long ones show their beginning until the rest is asked for. */
function JsonText({ text }: { readonly text: string }) {
  const [whole, setWhole] = useState(text.length <= textShown + textSlack);
  if (whole) return <span className="json-string">{text}</span>;
  return (
    <>
      <span className="json-string">{text.slice(0, textShown)}…</span>
      <Button look="quiet" onClick={() => setWhole(true)}>
        {formatCount(text.length - textShown)} more characters
      </Button>
    </>
  );
}

function entriesOf(value: JsonValue): readonly (readonly [string, JsonValue])[] | null {
  return typeof value === 'object' && value !== null ? Object.entries(value) : null;
}
