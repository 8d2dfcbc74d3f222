import { useId } from 'react';

interface SegmentsProps<T extends string | number> {
  readonly label: string;
  readonly options: readonly T[];
  readonly value: T;
  readonly name?: (option: T) => string;
  readonly onChange: (value: T) => void;
}

/** One of a few, all of them in sight. */
export function Segments<T extends string | number>(props: SegmentsProps<T>) {
  const { label, options, value, name = String, onChange } = props;
  const group = useId();
  return (
    <fieldset className="m-0 inline-flex items-center gap-2 border-0 p-0">
      <legend className="visually-hidden">{label}</legend>
      <span className="text-xs text-ink-faint" aria-hidden="true">
        {label}
      </span>
      <span className="inline-flex overflow-hidden rounded-control border border-line-strong bg-surface">
        {options.map((option) => (
          <label
            key={option}
            className="inline-flex h-7.5 cursor-pointer items-center border-line px-2.5 text-xs tabular-nums not-first:border-l hover:bg-hover has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              className="sr-only"
              name={group}
              checked={option === value}
              onChange={() => onChange(option)}
            />
            {name(option)}
          </label>
        ))}
      </span>
    </fieldset>
  );
}
