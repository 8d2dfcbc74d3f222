import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useState } from 'react';
import type { Revision } from '../../answers.ts';
import { formatCommit, formatCount, formatMoment } from '../../format.ts';
import { Button } from '../../ui/button.tsx';
import { useMoment } from '../../use-moment.ts';

interface RevisionTimelineProps {
  /** Newest first. */
  readonly revisions: readonly Revision[];
  /** Null when the first revision is among them. */
  readonly showEarlier: (() => void) | null;
  readonly isLoadingEarlier: boolean;
}

const pauseMs = 250;

/**
 * A slider through the revisions. Where it stands is the moment at which every page of the codebase
 * looks at the graph; at its right end that is the present.
 */
export function RevisionTimeline(props: RevisionTimelineProps) {
  const { revisions, showEarlier, isLoadingEarlier } = props;
  const id = useId();
  const navigate = useNavigate({ from: '/codebases/$codebase/changes' });
  const at = useMoment();
  const inOrder = revisions.toReversed();
  const newest = inOrder.length - 1;
  const told = indexOf(inOrder, at) ?? newest;
  const [held, setHeld] = useState<number | null>(null);
  const position = held ?? told;
  const current = inOrder[position];

  useEffect(() => {
    if (held === null) return;
    const timer = setTimeout(() => {
      setHeld(null);
      const revision = inOrder[held];
      const next = held === newest || revision === undefined ? null : String(revision.id);
      void navigate({ to: '.', search: (now) => ({ ...now, at: next }) });
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [held, newest, inOrder, navigate]);

  if (current === undefined) return null;
  const { counts } = current;
  return (
    <section
      aria-label="Timeline"
      className="grid gap-2 rounded-control border border-line bg-surface px-4 py-3 shadow-raised"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <label htmlFor={id} className="font-medium">
          Look at the graph of{' '}
          <output htmlFor={id} className="tabular-nums">
            revision {current.id}
            {position === newest ? ', the present' : ''}
          </output>
        </label>
        <span className="text-xs text-ink-soft tabular-nums">
          {formatMoment(current.started_at)}
          {current.commit === null ? null : (
            <>
              {' · '}
              <code>{formatCommit(current.commit)}</code>
            </>
          )}
          {' · '}
          <span title="Symbols added, changed, removed">
            +{formatCount(counts.symbols_added)} ~{formatCount(counts.symbols_updated)} −
            {formatCount(counts.symbols_removed)}
          </span>
        </span>
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={newest}
        step={1}
        value={position}
        disabled={newest === 0}
        aria-valuetext={`Revision ${current.id}, ${formatMoment(current.started_at)}`}
        onChange={(event) => setHeld(Number(event.target.value))}
        className="w-full accent-accent-fill"
      />
      <div className="flex items-center justify-between gap-3 text-2xs text-ink-faint tabular-nums">
        <span className="flex items-center gap-2">
          {inOrder[0]?.id}
          {showEarlier === null ? null : (
            <Button look="quiet" disabled={isLoadingEarlier} onClick={showEarlier}>
              {isLoadingEarlier ? 'Loading' : 'Earlier revisions'}
            </Button>
          )}
        </span>
        <span aria-hidden="true">
          {newest === 0 ? 'The only revision so far' : 'Drag, or use the arrow keys'}
        </span>
        <span aria-hidden="true">{inOrder[newest]?.id}</span>
      </div>
    </section>
  );
}

/** Where a moment is in the list: by number, by (the beginning of) a commit, or by time. */
function indexOf(inOrder: readonly Revision[], at: string | undefined): number | null {
  if (at === undefined) return null;
  const named = inOrder.findLastIndex(({ id, commit }) =>
    /^\d{1,9}$/.test(at) ? id <= Number(at) : commit?.startsWith(at) === true,
  );
  if (named !== -1) return named;
  const time = Date.parse(at);
  const then = inOrder.findLastIndex(({ started_at }) => Date.parse(started_at) <= time);
  return then === -1 ? null : then;
}
