import type { RecordLink as Target } from '@clew/contracts';
import { Link } from '../../navigation.tsx';
import type { Place } from '../../places.ts';
import { Tag } from '../../ui/tag.tsx';

interface RecordLinkProps {
  readonly target: Readonly<Target> | null;
  readonly place: (id: number) => Place;
  /** What stands where there is no link. */
  readonly none: string;
}

/** The way to another record; when that is gone (deleted, or past its retention), it says so. */
export function RecordLink({ target, place, none }: RecordLinkProps) {
  if (target === null) return <span className="faint">{none}</span>;
  switch (target.state) {
    case 'present':
      return (
        <Link to={place(target.id)} className="text-link numeric">
          {target.id}
        </Link>
      );
    case 'expired':
      return (
        <span className="inline-flex items-center gap-2">
          <span className="numeric faint">{target.id}</span>
          <Tag title="Deleted, or older than its retention">expired</Tag>
        </span>
      );
  }
}
