import type { RecordLink as Target } from '@clew/contracts';
import { Link } from '../../navigation.tsx';
import { type ActivityList, activity } from '../../places.ts';
import { Tag } from '../../ui/tag.tsx';

interface RecordLinkProps {
  readonly list: ActivityList;
  readonly target: Readonly<Target> | null;
  readonly codebase: string | null;
  readonly none: string;
}

/** The way to another record; when that is gone (deleted, or past its retention), it says so. */
export function RecordLink({ list, target, codebase, none }: RecordLinkProps) {
  if (target === null) return <span className="faint">{none}</span>;
  switch (target.state) {
    case 'present':
      return (
        <Link
          to={activity(list, { id: String(target.id), codebase })}
          className="text-link numeric"
        >
          {target.id}
        </Link>
      );
    case 'expired':
      return (
        <span className="record-link-expired">
          <span className="numeric faint">{target.id}</span>
          <Tag title="Deleted, or older than its retention">expired</Tag>
        </span>
      );
  }
}
