import { Icon } from './icon.tsx';

interface SelectProps<T extends string> {
  readonly label: string;
  /** The words for "no choice". */
  readonly all: string;
  readonly value: T | null;
  readonly options: readonly T[];
  readonly name: (option: T) => string;
  readonly onChange: (value: T | null) => void;
}

/** A choice among a few words, or none of them. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { label, all, value, options, name, onChange } = props;
  return (
    <label className="select" data-chosen={value !== null}>
      <span className="visually-hidden">{label}</span>
      <select
        value={value ?? ''}
        onChange={(event) =>
          onChange(options.find((option) => option === event.target.value) ?? null)
        }
      >
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {name(option)}
          </option>
        ))}
      </select>
      <Icon name="chevron" size={12} />
    </label>
  );
}
