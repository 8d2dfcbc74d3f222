import { type KeyboardEvent, useId, useState } from 'react';
import { useGo } from '../../navigation.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useDraft } from '../symbols/use-draft.ts';
import type { PaletteEntry } from './palette-entry.ts';
import { usePaletteEntries } from './use-palette-entries.ts';

interface PaletteProps {
  readonly codebase: string | null;
  readonly onClose: () => void;
}

const typingPauseMs = 80;

/** Goes anywhere by a few letters: pages, codebases and the symbols of the current codebase. */
export function Palette({ codebase, onClose }: PaletteProps) {
  const go = useGo();
  const id = useId();
  const [settled, settle] = useState('');
  const [draft, setDraft] = useDraft(settled, settle, typingPauseMs);
  const { groups, searching } = usePaletteEntries(codebase, draft.trim(), settled);
  const entries = groups.flatMap((group) => group.entries);
  const [picked, setPicked] = useState<string | null>(null);
  const active = Math.max(
    entries.findIndex((entry) => entry.id === picked),
    0,
  );
  const optionId = (entry: PaletteEntry) => `${id}-${encodeURIComponent(entry.id)}`;

  const follow = (entry: PaletteEntry) => {
    onClose();
    go(entry.place);
  };

  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const current = entries[active];
    if (event.key === 'Enter' && current !== undefined) {
      event.preventDefault();
      follow(current);
    } else if (step !== undefined && entries.length > 0) {
      event.preventDefault();
      const next = entries[(active + step + entries.length) % entries.length];
      if (next === undefined) return;
      setPicked(next.id);
      document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
    }
  };

  const current = entries[active];
  return (
    <Dialog
      label="Go to or search"
      onClose={onClose}
      className="mx-auto mt-[12vh] mb-0 w-[min(600px,calc(100vw-24px))] overflow-hidden rounded-control"
    >
      <div className="flex items-center gap-3 border-b border-line px-4 text-ink-faint">
        <Icon name="search" />
        <input
          autoFocus
          type="text"
          role="combobox"
          className="h-12 flex-1 border-0 bg-transparent p-0 text-md text-ink outline-none placeholder:text-ink-faint"
          aria-label="Go to or search"
          aria-expanded={entries.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={current === undefined ? undefined : optionId(current)}
          placeholder={codebase === null ? 'A page or codebase' : 'A page, codebase or symbol'}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={draft}
          onChange={(event) => {
            setPicked(null);
            setDraft(event.target.value);
          }}
          onKeyDown={onKey}
        />
        <kbd>Esc</kbd>
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Places"
        aria-busy={searching}
        tabIndex={-1}
        className="max-h-[min(52vh,440px)] overflow-y-auto p-2"
      >
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
          <div key={group.label} role="group" aria-label={group.label} className="pb-1">
            <p className="px-2 pt-1.5 pb-1 text-2xs font-medium text-ink-faint" aria-hidden="true">
              {group.label}
            </p>
            {group.entries.map((entry) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the business of the text field
              <div
                key={entry.id}
                id={optionId(entry)}
                role="option"
                tabIndex={-1}
                aria-selected={entry === current}
                title={entry.note}
                onClick={() => follow(entry)}
                onPointerMove={() => setPicked(entry.id)}
                className="flex h-9 cursor-pointer items-center gap-3 rounded-chip px-2 text-ink-soft aria-selected:bg-accent-soft aria-selected:text-ink"
              >
                <Icon name={entry.icon} />
                <span className="flex-none truncate font-medium text-ink max-w-[60%]">
                  {entry.label}
                </span>
                <span className="min-w-0 flex-1 truncate text-right text-xs" dir="rtl">
                  <bdi>{entry.note}</bdi>
                </span>
              </div>
            ))}
          </div>
        ))}
        {entries.length === 0 ? (
          <p className="px-2 py-6 text-center text-ink-soft" role="status">
            {searching ? 'Searching' : `Nothing is called “${draft.trim()}”`}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
