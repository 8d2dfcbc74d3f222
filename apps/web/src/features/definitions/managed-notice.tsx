import { Icon } from '../../ui/icon.tsx';

interface ManagedNoticeProps {
  /** `rule`, `trigger`, … */
  readonly kind: string;
  readonly definition: {
    readonly origin: 'builtin' | 'file' | 'api';
    readonly source_path?: string | null;
    readonly codebase?: string | null;
  };
}

/** Why a definition that comes with Clew or from a file cannot be changed here. */
export function ManagedNotice({ kind, definition }: ManagedNoticeProps) {
  const { origin, source_path: path = null, codebase = null } = definition;
  if (origin === 'api') return null;
  return (
    <p className="notice">
      <Icon name="info" />
      <span>
        {origin === 'builtin'
          ? `This ${kind} comes with Clew and can only be switched on and off.`
          : `This ${kind} stands in ${path ?? 'a rules file'} of ${codebase ?? 'a codebase'}. Change it there; here it can only be switched on and off.`}
      </span>
    </p>
  );
}
