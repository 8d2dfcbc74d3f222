import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Switch } from '../../ui/field.tsx';
import { toast } from '../../ui/toasts.tsx';

interface EnabledSwitchProps {
  readonly name: string;
  readonly enabled: boolean;
  readonly change: (enabled: boolean) => Promise<unknown>;
  readonly onChange: () => void;
}

/** Switches a definition on or off, in effect at once. */
export function EnabledSwitch({ name, enabled, change, onChange }: EnabledSwitchProps) {
  const toggle = useMutation({
    mutationFn: change,
    onSuccess: (_, on) => {
      toast(`${name} is ${on ? 'on' : 'off'}.`);
      onChange();
    },
    onError: (error) => toast(error.message, 'danger'),
  });
  return (
    <Switch
      label={`${name} is on`}
      checked={enabled}
      disabled={toggle.isPending}
      onChange={(on) => toggle.mutate(on)}
    />
  );
}

/** The switch in a row of a list, above the link that covers the row. */
export function RowSwitch(props: EnabledSwitchProps) {
  return (
    <span className="relative z-1 inline-flex align-middle">
      <EnabledSwitch {...props} />
    </span>
  );
}

interface DeleteDefinitionProps {
  readonly name: string;
  /** `rule`, `trigger` or `action`. */
  readonly kind: string;
  /** What it means that it is gone. */
  readonly effect: string;
  readonly remove: () => Promise<unknown>;
  readonly onRemoved: () => void;
}

/** Deletes a definition, after asking. */
export function DeleteDefinition(props: DeleteDefinitionProps) {
  const { name, kind, effect, remove, onRemoved } = props;
  const [asked, setAsked] = useState(false);
  const removing = useMutation({
    mutationFn: remove,
    onSuccess: () => {
      toast(`${name} is deleted.`);
      onRemoved();
    },
  });
  return (
    <>
      <Button icon="trash" onClick={() => setAsked(true)}>
        Delete
      </Button>
      {asked ? (
        <ConfirmDialog
          title={`Delete ${name}?`}
          action={`Delete the ${kind}`}
          busy={removing.isPending}
          error={removing.error}
          onConfirm={() => removing.mutate()}
          onClose={() => setAsked(false)}
        >
          {effect}
        </ConfirmDialog>
      ) : null}
    </>
  );
}
