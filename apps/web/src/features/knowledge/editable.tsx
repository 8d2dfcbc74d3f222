import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';

interface EditableProps {
  /** The past can be read but not written. */
  readonly writable: boolean;
  readonly what: string;
  readonly form: (close: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** A text that turns into its form and back. */
export function Editable({ writable, what, form, children }: EditableProps) {
  const [open, setOpen] = useState(false);
  if (open) return form(() => setOpen(false));
  return (
    <div className="flex items-start gap-3">
      <div className="grid min-w-0 flex-1 gap-1">{children}</div>
      {writable ? (
        <Button look="quiet" icon="edit" aria-label={`Edit ${what}`} onClick={() => setOpen(true)}>
          Edit
        </Button>
      ) : null}
    </div>
  );
}
