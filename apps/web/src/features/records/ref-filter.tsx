import { useEffect, useId, useState } from 'react';
import { TextInput } from '../../ui/field.tsx';

interface RefFilterProps {
  readonly label: string;
  readonly value: string | null;
  /** Known ones, offered while typing. */
  readonly options: readonly string[];
  readonly accepts: (text: string) => boolean;
  readonly onChange: (value: string | null) => void;
  readonly className?: string;
}

/** A filter by an exact name, with the known ones on offer. It counts once it is chosen or entered. */
export function RefFilter(props: RefFilterProps) {
  const { label, value, options, accepts, onChange, className = 'w-48' } = props;
  const list = useId();
  const [draft, setDraft] = useState(value ?? '');
  useEffect(() => setDraft(value ?? ''), [value]);
  const text = draft.trim();
  const wrong = text !== '' && !accepts(text);
  const settle = (entered: string) => {
    const next = entered.trim();
    if (next === (value ?? '')) return;
    if (next === '') onChange(null);
    else if (accepts(next)) onChange(next);
  };
  return (
    <span className={`max-tablet:w-[calc(50%-4px)] ${className}`}>
      <TextInput
        type="search"
        list={list}
        aria-label={label}
        aria-invalid={wrong || undefined}
        placeholder={label}
        title={wrong ? 'This cannot be the name of one' : undefined}
        value={draft}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          const next = event.target.value;
          setDraft(next);
          if (next === '' || options.includes(next)) settle(next);
        }}
        onBlur={() => settle(draft)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') settle(draft);
        }}
      />
      <datalist id={list}>
        {options.map((option) => (
          <option key={option} value={option} />
        ))}
      </datalist>
    </span>
  );
}
