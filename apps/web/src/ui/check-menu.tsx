import { Icon } from './icon.tsx';

interface CheckMenuProps<T extends string> {
  readonly label: string;
  readonly options: readonly {
    readonly value: T;
    readonly label: string;
    readonly note?: string;
  }[];
  /** Null: all of them. */
  readonly value: readonly T[] | null;
  readonly onChange: (value: readonly T[] | null) => void;
}

/** Several of a few, behind a button that says how many. */
export function CheckMenu<T extends string>({
  label,
  options,
  value,
  onChange,
}: CheckMenuProps<T>) {
  const chosen = new Set(value ?? options.map((option) => option.value));
  const toggle = (option: T) => {
    const next = options
      .map((each) => each.value)
      .filter((each) => (each === option ? !chosen.has(each) : chosen.has(each)));
    onChange(next.length === options.length ? null : next);
  };
  return (
    <details className="relative">
      <summary className="flex h-8 cursor-pointer list-none items-center gap-2 rounded-control border border-line-strong bg-surface px-2.5 text-xs hover:bg-hover [&::-webkit-details-marker]:hidden">
        {label}
        <span className="text-ink-faint tabular-nums">
          {value === null ? 'all' : `${value.length} of ${options.length}`}
        </span>
        <Icon name="chevron" size={12} />
      </summary>
      <ul className="absolute top-full left-0 z-20 mt-1 grid min-w-48 gap-0.5 rounded-control border border-line bg-surface p-1.5 shadow-floating">
        {options.map((option) => (
          <li key={option.value}>
            <label className="flex h-7 cursor-pointer items-center gap-2 rounded-chip px-2 text-xs hover:bg-hover">
              <input
                type="checkbox"
                className="accent-accent-fill"
                checked={chosen.has(option.value)}
                onChange={() => toggle(option.value)}
              />
              <span className="flex-1">{option.label}</span>
              <span className="text-ink-faint tabular-nums">{option.note}</span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
