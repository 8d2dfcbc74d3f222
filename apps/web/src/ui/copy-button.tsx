import { useEffect, useState } from 'react';
import { Icon } from './icon.tsx';

/** Copies `text`; `what` names it for people who do not see the icon. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'refused'>('idle');

  useEffect(() => {
    if (outcome === 'idle') return;
    const timer = setTimeout(() => setOutcome('idle'), 1600);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  };

  return (
    <button
      type="button"
      className="copy-button"
      data-outcome={outcome}
      onClick={copy}
      aria-label={`Copy ${what}`}
      title={
        outcome === 'refused' ? 'The browser refused; select the text instead' : `Copy ${what}`
      }
    >
      <Icon
        name={outcome === 'copied' ? 'check' : outcome === 'refused' ? 'close' : 'copy'}
        size={14}
      />
      <span className="visually-hidden" role="status">
        {outcome === 'copied' ? 'Copied' : outcome === 'refused' ? 'Not copied' : ''}
      </span>
    </button>
  );
}
