import { Icon } from '../../ui/icon.tsx';

interface RefCellProps {
  readonly name: string;
  /** What is wrong with the record, in words that a mark stands for. */
  readonly fault?: { readonly tone: 'text-warn' | 'text-danger'; readonly text: string } | null;
}

/** The name that a record is listed under; a long one ends in an ellipsis and is whole in the title. */
export function RefCell({ name, fault = null }: RefCellProps) {
  return (
    <span className="mono flex min-w-0 items-center gap-1.5">
      <span className="truncate" title={name}>
        {name}
      </span>
      {fault === null ? null : (
        <span className={`shrink-0 ${fault.tone}`} title={fault.text}>
          <Icon name={fault.tone === 'text-warn' ? 'warning' : 'error'} size={12} />
          <span className="visually-hidden">, {fault.text}</span>
        </span>
      )}
    </span>
  );
}
