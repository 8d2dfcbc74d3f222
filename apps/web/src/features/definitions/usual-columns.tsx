import type { Column } from '../../ui/data-table.tsx';
import { RowSwitch } from './definition-actions.tsx';

/** The name of a definition, with its title for who rests on it. */
export function refColumn<T extends { readonly ref: string; readonly label: string }>(
  label: string,
  width: string,
): Column<T> {
  return {
    id: 'ref',
    label,
    width,
    cell: (row) => (
      <span className="mono" title={row.label}>
        {row.ref}
      </span>
    ),
  };
}

/** Switches each definition of a list on and off. */
export function switchColumn<T extends { readonly ref: string; readonly enabled: boolean }>(
  label: string,
  change: (ref: string, enabled: boolean) => Promise<unknown>,
  onChange: () => void,
): Column<T> {
  return {
    id: 'switch',
    label,
    width: '84px',
    cell: ({ ref, enabled }) => (
      <RowSwitch
        name={ref}
        enabled={enabled}
        change={(on) => change(ref, on)}
        onChange={onChange}
      />
    ),
  };
}
