import { Icon } from '../../ui/icon.tsx';

/** Why a definition that comes with Clew or from a file cannot be changed here. */
export function ManagedNotice({ origin }: { readonly origin: 'builtin' | 'file' | 'api' }) {
  if (origin === 'api') return null;
  return (
    <p className="notice">
      <Icon name="info" />
      <span>
        {origin === 'builtin'
          ? 'It comes with Clew and can only be switched on and off.'
          : 'It stands in a rules file of a codebase. Change it there; here it can only be switched on and off.'}
      </span>
    </p>
  );
}
