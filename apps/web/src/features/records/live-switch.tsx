import type { StreamState } from '../../stream.ts';
import { Icon } from '../../ui/icon.tsx';

interface LiveSwitchProps {
  readonly live: boolean;
  readonly state: StreamState;
  /** What has come in since it was paused, in words. */
  readonly waiting?: string | null;
  readonly onChange: (live: boolean) => void;
}

const words: Readonly<Record<StreamState, string>> = {
  connecting: 'Connecting',
  live: 'Live',
  waiting: 'Reconnecting',
};

/** Says whether what happens shows up by itself, and pauses that. */
export function LiveSwitch({ live, state, waiting = null, onChange }: LiveSwitchProps) {
  const word = live ? words[state] : waiting === null ? 'Paused' : `Paused, ${waiting}`;
  const lit = live && state === 'live';
  return (
    <button
      type="button"
      className="button"
      aria-pressed={live}
      aria-label={`${word}. ${live ? 'Pause' : 'Go on'}`}
      data-live={live ? state : 'paused'}
      title={live ? 'Pause' : 'Go on'}
      onClick={() => onChange(!live)}
    >
      <span
        aria-hidden="true"
        className={`size-2 rounded-full ${lit ? 'bg-ok' : live ? 'bg-warn' : 'border border-ink-faint'}`}
      />
      <span className="numeric min-w-10 text-left">{word}</span>
      <Icon name={live ? 'pause' : 'play'} size={12} />
    </button>
  );
}
