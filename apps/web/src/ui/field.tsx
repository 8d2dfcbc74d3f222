import {
  type InputHTMLAttributes,
  type ReactNode,
  type TextareaHTMLAttributes,
  useId,
} from 'react';

interface FieldProps {
  readonly label: string;
  /** What may be entered, in a line below the label. */
  readonly hint?: ReactNode;
  /** What is wrong with what was entered; shown in place and read out. */
  readonly error?: string | null | undefined;
  /** Draws the control; it must take the id and what describes and judges it. */
  readonly children: (control: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': true | undefined;
  }) => ReactNode;
}

/** A labelled control with its hint and its error. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const wrong = error !== undefined && error !== null && error !== '';
  const described = [hint === undefined ? null : `${id}-hint`, wrong ? `${id}-error` : null];
  const ids = described.filter((each) => each !== null).join(' ');
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="text-xs text-ink-faint">
          {hint}
        </p>
      )}
      {children({
        id,
        'aria-describedby': ids === '' ? undefined : ids,
        'aria-invalid': wrong ? true : undefined,
      })}
      {wrong ? (
        <p id={`${id}-error`} className="text-xs text-danger" role="alert">
          {error}
        </p>
      ) : null}
    </div>
  );
}

const look =
  'w-full rounded-control border border-line-strong bg-surface px-2.5 text-ink placeholder:text-ink-faint disabled:bg-sunk aria-invalid:border-danger';

export function TextInput({ className = '', ...rest }: InputHTMLAttributes<HTMLInputElement>) {
  return <input {...rest} className={`h-8 ${look} ${className}`} />;
}

export function TextArea({ className = '', ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return <textarea {...rest} className={`py-2 ${look} ${className}`} />;
}

interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** On or off, in effect at once; the word beside it says which. */
export function Switch({ label, checked, disabled = false, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      aria-label={label}
      disabled={disabled}
      onClick={() => onChange(!checked)}
      className="inline-flex cursor-pointer items-center gap-2 rounded-chip text-ink-soft disabled:cursor-default disabled:opacity-60"
    >
      <span
        aria-hidden="true"
        className={`flex h-4 w-7 items-center rounded-full p-0.5 transition-colors ${checked ? 'justify-end bg-accent-fill' : 'justify-start bg-line-strong'}`}
      >
        <span className="size-3 rounded-full bg-on-accent" />
      </span>
      {checked ? 'On' : 'Off'}
    </button>
  );
}
