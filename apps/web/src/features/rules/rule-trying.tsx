import { useState } from 'react';
import type { Rule } from '../../answers.ts';
import { Panel } from '../../ui/panel.tsx';
import { Segments } from '../../ui/segments.tsx';
import { BackTest } from './back-test.tsx';
import type { DraftRule } from './draft-test.ts';
import { TryOnEvent } from './try-on-event.tsx';
import { TryOnPayload } from './try-on-payload.tsx';

interface RuleTryingProps {
  /** As it stands in the form; null while it cannot be tried. */
  readonly rule: DraftRule | null;
  readonly saved: Rule | null;
  readonly event: string | null;
  /** What is wrong with the rule itself, to be shown beside its fields. */
  readonly onError: (error: Error | null) => void;
}

const modes = ['event', 'payload', 'past'] as const;
const names = { event: 'an event', payload: 'a payload', past: 'the past' } as const;

/** Tries the rule as it stands, on one event or on all that happened. Nothing is stored, nothing runs. */
export function RuleTrying({ rule, saved, event, onError }: RuleTryingProps) {
  const [mode, setMode] = useState<(typeof modes)[number]>('event');
  return (
    <Panel
      title="Try it"
      aside={
        <Segments
          label="on"
          options={modes}
          value={mode}
          name={(option) => names[option]}
          onChange={setMode}
        />
      }
    >
      <div className="grid gap-4">
        {rule === null ? (
          <p className="faint">It can be tried once it has a trigger and an action.</p>
        ) : null}
        {mode === 'event' ? <TryOnEvent rule={rule} event={event} onError={onError} /> : null}
        {mode === 'payload' ? <TryOnPayload rule={rule} onError={onError} /> : null}
        {mode === 'past' ? <BackTest rule={rule} saved={saved} onError={onError} /> : null}
        <p className="text-xs text-ink-faint">Nothing is stored and no action runs.</p>
      </div>
    </Panel>
  );
}
