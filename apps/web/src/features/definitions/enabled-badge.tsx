import { StatusBadge } from '../../ui/status-badge.tsx';

export function EnabledBadge({ enabled }: { readonly enabled: boolean }) {
  return enabled ? (
    <StatusBadge look={{ tone: 'ok', icon: 'check' }}>on</StatusBadge>
  ) : (
    <StatusBadge look={{ tone: 'neutral', icon: 'pause' }}>off</StatusBadge>
  );
}
