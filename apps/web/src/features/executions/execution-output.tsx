import type { ExecutionDetail, OutputStream } from '@clew/contracts';
import { useEffect, useRef, useState } from 'react';
import { formatCount } from '../../format.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useStream } from '../../ui/use-stream.ts';
import { addPiece, type KnownStream, knownOutput } from './add-piece.ts';
import { textOfResult } from './text-of-result.ts';

interface ExecutionOutputProps {
  readonly execution: {
    readonly id: number;
    readonly fencing_token: number;
    readonly output: Readonly<ExecutionDetail['output']>;
    readonly result: ExecutionDetail['result'];
  };
  readonly open: boolean;
}

/** What the latest run writes, as it writes it. A new run begins anew: give it another key. */
export function ExecutionOutput({ execution, open }: ExecutionOutputProps) {
  const { id, fencing_token, output, result } = execution;
  const [known, setKnown] = useState(() => knownOutput(output));
  useEffect(() => {
    if (output === null) return;
    setKnown((now) =>
      (['stdout', 'stderr'] as const).reduce(
        (all, stream) => addPiece(all, { stream, position: 0, text: output[stream] }),
        now,
      ),
    );
  }, [output]);
  useStream({
    topics: ['output'],
    entityId: id,
    enabled: open,
    onEntry: (entry) => {
      if (entry.topic !== 'output' || entry.fencing_token !== fencing_token) return;
      setKnown((now) => addPiece(now, entry));
    },
  });
  const inResult = textOfResult(result);
  const shown = {
    stdout: fuller(known.stdout, inResult.stdout),
    stderr: fuller(known.stderr, inResult.stderr),
  };
  const nothing = shown.stdout.text === '' && shown.stderr.text === '';
  return (
    <Panel
      title="Output"
      aside={open ? <span className="text-xs text-ink-faint">follows the run</span> : null}
    >
      {nothing ? (
        <p className="faint">{open ? 'Nothing was written yet.' : 'Nothing was written.'}</p>
      ) : (
        <div className="grid gap-3">
          <Stream name="stdout" {...shown.stdout} />
          <Stream name="stderr" {...shown.stderr} />
        </div>
      )}
    </Panel>
  );
}

/** The stored output is the beginning of a stream, and goes after a week; a result keeps more of it. */
function fuller(known: KnownStream, inResult: string): KnownStream {
  const end = known.dropped + known.text.length;
  return inResult.length > end || known.text === '' ? { text: inResult, dropped: 0 } : known;
}

interface StreamProps {
  readonly name: OutputStream;
  readonly text: string;
  readonly dropped: number;
}

/** Stays at the end while the end is in sight. */
function Stream({ name, text, dropped }: StreamProps) {
  const frame = useRef<HTMLPreElement>(null);
  const atEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was written is why it scrolls
  useEffect(() => {
    const element = frame.current;
    if (element !== null && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [text]);
  if (text === '') return null;
  return (
    <section aria-label={name} className="grid gap-1">
      <h3 className="flex items-center gap-1 text-xs text-ink-faint">
        {name}
        <CopyButton text={text} what={name} />
        {dropped === 0 ? null : <span>{formatCount(dropped)} characters before are not shown</span>}
      </h3>
      <pre
        ref={frame}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the arrow keys cannot scroll here
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < 24;
        }}
        className="mono max-h-96 overflow-auto rounded-chip bg-sunk p-3 text-xs whitespace-pre-wrap wrap-anywhere"
      >
        {text}
      </pre>
    </section>
  );
}
