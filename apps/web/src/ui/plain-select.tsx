import type { SelectHTMLAttributes } from 'react';
import { Icon } from './icon.tsx';

/** A native select with the page's own arrow. Its label and its options are the caller's business. */
export function PlainSelect(props: Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className'>) {
  return (
    <span className="select w-fit max-w-full">
      <select {...props} />
      <Icon name="chevron" size={12} />
    </span>
  );
}
