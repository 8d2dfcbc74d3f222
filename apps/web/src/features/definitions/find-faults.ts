import type { z } from 'zod';
import { ApiError } from '../../api-error.ts';
import type { Faults } from './definition-field.ts';

type Issue = z.core.$ZodIssue;

/** Which field of the form an issue at this path is about; null for none. */
export type FieldOf = (path: string) => string | null;

/** What the contract's schema finds wrong with `value`, by the fields of the form. */
export function schemaFaults(schema: z.ZodType, value: unknown, fieldOf: FieldOf): Faults {
  const parsed = schema.safeParse(value);
  if (parsed.success) return {};
  const faults: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues.flatMap(unfold)) {
    const name = fieldOf(path.join('.'));
    if (name !== null) faults[name] ??= message;
  }
  return faults;
}

/** Of a union, what its nearest alternative says: the one with the fewest issues. */
function unfold(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const [nearest = []] = [...issue.errors].sort((a, b) => a.length - b.length);
  return nearest.flatMap((inner) => unfold({ ...inner, path: [...issue.path, ...inner.path] }));
}

export interface RefusalFaults {
  readonly faults: Faults;
  /** Whether each issue stands beside a field, so that the refusal need not be shown as a whole. */
  readonly placed: boolean;
}

/** What the API found wrong, by the fields of the form. */
export function refusalFaults(error: Error | null, fieldOf: FieldOf): RefusalFaults {
  if (!(error instanceof ApiError) || error.issues.length === 0) {
    return { faults: {}, placed: false };
  }
  const faults: Record<string, string> = {};
  let placed = true;
  for (const { path, message } of error.issues) {
    const name = fieldOf(path);
    if (name === null) {
      placed = false;
      continue;
    }
    const said = path === name ? message : `${path}: ${message}`;
    faults[name] = faults[name] === undefined ? said : `${faults[name]}; ${said}`;
  }
  return { faults, placed };
}

/** What the API found wrong with one field; null for nothing. */
export function faultOf(error: Error | null, field: string): string | null {
  const { faults } = refusalFaults(error, (path) =>
    path.split(/[.[]/)[0] === field ? field : null,
  );
  return faults[field] ?? null;
}
