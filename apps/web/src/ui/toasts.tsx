import { useSyncExternalStore } from 'react';
import { Icon } from './icon.tsx';

interface Toast {
  readonly id: number;
  readonly tone: 'ok' | 'danger';
  readonly text: string;
}

const shownMs = 6_000;
const listeners = new Set<() => void>();
let toasts: readonly Toast[] = [];
let last = 0;

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function dismiss(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

/** Tells in passing that something was done. What failed is better said where it failed. */
export function toast(text: string, tone: Toast['tone'] = 'ok'): void {
  last += 1;
  const id = last;
  change([...toasts.slice(-2), { id, tone, text }]);
  setTimeout(() => dismiss(id), shownMs);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where toasts appear; the shell holds the only one. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed right-4 bottom-4 z-20 grid justify-items-end gap-2"
    >
      {shown.map(({ id, tone, text }) => (
        <p
          key={id}
          className="pointer-events-auto flex max-w-96 items-center gap-2 rounded-control border border-line bg-surface py-2 pr-1 pl-3 shadow-floating"
        >
          <span className={tone === 'ok' ? 'text-ok' : 'text-danger'}>
            <Icon name={tone === 'ok' ? 'check' : 'error'} />
          </span>
          <span className="min-w-0 wrap-anywhere">{text}</span>
          <button
            type="button"
            className="icon-button"
            aria-label="Dismiss"
            onClick={() => dismiss(id)}
          >
            <Icon name="close" size={14} />
          </button>
        </p>
      ))}
    </div>
  );
}
