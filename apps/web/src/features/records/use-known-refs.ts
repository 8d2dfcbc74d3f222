import { refSchema } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../query.ts';

const most = 200;
const query = { limit: most };
const staleTime = 30_000;

const refsOf = (page: { readonly items: readonly { readonly ref: string }[] }) =>
  page.items.map(({ ref }) => ref).sort();

export function isRef(text: string): boolean {
  return refSchema.safeParse(text).success;
}

/** The refs that are on offer where one may be entered; none until they are there. */
export function useTriggerRefs(): readonly string[] {
  const known = useQuery({ ...ask(routes.listTriggers, { query }), select: refsOf, staleTime });
  return known.data ?? [];
}

export function useRuleRefs(): readonly string[] {
  const known = useQuery({ ...ask(routes.listRules, { query }), select: refsOf, staleTime });
  return known.data ?? [];
}

export function useActionRefs(): readonly string[] {
  const known = useQuery({ ...ask(routes.listActions, { query }), select: refsOf, staleTime });
  return known.data ?? [];
}
