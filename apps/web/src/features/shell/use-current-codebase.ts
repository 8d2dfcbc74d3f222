import { useParams, useSearch } from '@tanstack/react-router';
import { useCodebases } from '../codebases/use-codebases.ts';

/** The codebase that the page is about, or that the reader came from; the only one, if there is one. */
export function useCurrentCodebase(): string | null {
  const { codebase: named } = useParams({ strict: false });
  const { codebase: kept } = useSearch({ strict: false });
  const codebases = useCodebases();
  const only = codebases.data?.length === 1 ? codebases.data[0]?.name : undefined;
  return named ?? kept ?? only ?? null;
}
