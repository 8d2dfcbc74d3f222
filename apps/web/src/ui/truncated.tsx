import type { CSSProperties } from 'react';
import { splitForTruncation } from './split-for-truncation.ts';

/**
 * A name on one line that gives way in the middle: its end, which tells names apart, is the last to
 * shrink. The whole name is in the title and in the text itself, so it can be read, found and copied.
 */
export function Truncated({
  text,
  className,
}: {
  readonly text: string;
  readonly className?: string;
}) {
  const [head, tail] = splitForTruncation(text);
  return (
    <span className={`truncated ${className ?? ''}`} title={text}>
      {head === '' ? null : (
        <span className="truncated-head" style={lengthOf(tail)}>
          {head}
        </span>
      )}
      <span className="truncated-tail">{tail}</span>
    </span>
  );
}

/** The room that the end needs, in characters; the type is monospaced, so that is enough to know. */
function lengthOf(tail: string): CSSProperties {
  return { '--tail': tail.length } as CSSProperties;
}
