import { getRouteApi } from '@tanstack/react-router';
import { CodebaseList } from './codebase-list.tsx';

const route = getRouteApi('/codebases');

/** All codebases, and where one is added. */
export function CodebasesPage() {
  const { add } = route.useSearch();
  return <CodebaseList adding={add === 'yes'} />;
}
