import { useEffect, useRef, useState } from 'react';

/**
 * Text that is being typed, and handed on when typing pauses, without the blanks around it. When the
 * settled text changes from outside (back, forward, a link) the draft follows it.
 */
export function useDraft(
  settled: string,
  settle: (text: string) => void,
  pauseMs: number,
): readonly [draft: string, setDraft: (text: string) => void] {
  const [draft, setDraft] = useState(settled);
  const sent = useRef(settled);
  const latest = useRef(settle);

  useEffect(() => {
    latest.current = settle;
  });

  useEffect(() => {
    if (settled === sent.current) return;
    sent.current = settled;
    setDraft(settled);
  }, [settled]);

  useEffect(() => {
    const text = draft.trim();
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      latest.current(text);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [draft, pauseMs]);

  return [draft, setDraft];
}
