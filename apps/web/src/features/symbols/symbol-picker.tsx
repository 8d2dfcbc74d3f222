import { routes } from '@clew/contracts/api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import { formatQuantity, formatSite } from '../../format.ts';
import { ask } from '../../query.ts';
import { Icon } from '../../ui/icon.tsx';
import { useMoment } from '../../use-moment.ts';
import { KindBadge } from './kind-badge.tsx';
import { useDraft } from './use-draft.ts';

interface SymbolPickerProps {
  readonly codebase: string;
  readonly label: string;
  readonly onChoose: (fqn: string) => void;
}

const shown = 10;
const typingPauseMs = 120;

/** Finds a symbol by a part of its name and hands it on. The arrow keys move, Enter chooses. */
export function SymbolPicker({ codebase, label, onChoose }: SymbolPickerProps) {
  const id = useId();
  const at = useMoment();
  const [settled, settle] = useState('');
  const [draft, setDraft] = useDraft(settled, settle, typingPauseMs);
  const [active, setActive] = useState(0);
  const [open, setOpen] = useState(false);
  const found = useQuery({
    ...ask(routes.searchSymbols, {
      params: { name: codebase },
      query: { q: settled === '' ? undefined : settled, limit: shown, at },
    }),
    select: (page) => page.items,
    enabled: settled !== '',
    placeholderData: keepPreviousData,
  });
  const items = open && settled !== '' && draft.trim() !== '' ? (found.data ?? []) : [];
  const choose = (fqn: string) => {
    setOpen(false);
    setDraft('');
    onChoose(fqn);
  };

  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const current = items[active];
    if (event.key === 'Escape') setOpen(false);
    else if (event.key === 'Enter' && current !== undefined) {
      event.preventDefault();
      choose(current.fqn);
    } else if (step !== undefined && items.length > 0) {
      event.preventDefault();
      setActive((active + step + items.length) % items.length);
    }
  };

  const current = items[active];
  return (
    <div className="relative w-full max-w-md">
      <div className="flex h-8 items-center gap-2 rounded-control border border-line-strong bg-surface px-2.5 text-ink-faint focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-accent">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          className="h-full min-w-0 flex-1 border-0 bg-transparent p-0 text-ink outline-none placeholder:text-ink-faint"
          aria-label={label}
          placeholder={label}
          aria-expanded={items.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={current === undefined ? undefined : `${id}-${active}`}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={draft}
          onChange={(event) => {
            setDraft(event.target.value);
            setActive(0);
            setOpen(true);
          }}
          onKeyDown={onKey}
          onBlur={() => setOpen(false)}
        />
      </div>
      <p className="visually-hidden" role="status">
        {items.length === 0 ? '' : `${formatQuantity(items.length, 'symbol')} found`}
      </p>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Symbols found"
        tabIndex={-1}
        hidden={items.length === 0}
        className="absolute top-full right-0 left-0 z-20 mt-1 max-h-96 overflow-y-auto rounded-control border border-line bg-surface p-1.5 text-left shadow-floating"
      >
        {items.map((symbol, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the business of the text field
          <div
            key={symbol.fqn}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            title={symbol.fqn}
            // The field must not lose the focus before the click is one.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(symbol.fqn)}
            onPointerMove={() => setActive(index)}
            className="flex cursor-pointer items-center gap-2 rounded-chip px-2 py-1 aria-selected:bg-accent-soft"
          >
            <KindBadge kind={symbol.kind} />
            <span className="min-w-0 flex-1">
              <span className="block truncate font-mono text-xs">{symbol.name}</span>
              <span className="block truncate font-mono text-2xs text-ink-faint">
                {symbol.file === null ? symbol.fqn : formatSite(symbol.file, symbol.start_line)}
              </span>
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
