import type { ReactNode } from 'react';
import { Link, usePlace } from '../../navigation.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useMoment } from '../../use-moment.ts';

interface OfThePresentProps {
  /** What is so now, and is not told of the past. */
  readonly children: ReactNode;
}

/** While the past is looked at, says that a part of the page is about the present all the same. */
export function OfThePresent({ children }: OfThePresentProps) {
  const at = useMoment();
  const here = usePlace();
  if (at === undefined) return null;
  return (
    <p className="notice notice-warn">
      <Icon name="clock" />
      <span>
        {children}{' '}
        <Link to={{ ...here, search: { ...here.search, at: null } }} className="text-link">
          Back to the present
        </Link>
      </span>
    </p>
  );
}
