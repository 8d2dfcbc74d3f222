import type { Secrets } from './create-secrets.ts';

/**
 * The secrets, and further values that must be redacted like them. For redaction alone: what resolves
 * the names in templates must not know these.
 */
export function withHidden(
  secrets: Secrets,
  hidden: Readonly<Record<string, string | null>>,
): Secrets {
  const values = new Map(
    Object.entries(hidden).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
  const names = [...new Set([...secrets.names(), ...values.keys()])].sort();
  return {
    names: () => names,
    resolve: (name) => values.get(name) ?? secrets.resolve(name),
  };
}
