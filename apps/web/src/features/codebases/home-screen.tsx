import { useEffect } from 'react';
import { useGo } from '../../navigation.tsx';
import { overview } from '../../places.ts';
import { CodebaseList } from './codebase-list.tsx';
import { useCodebases } from './use-codebases.ts';

/** Where a visit begins: the only codebase opens by itself, else one is chosen. */
export function HomeScreen() {
  const go = useGo();
  const codebases = useCodebases();
  const only = codebases.data?.length === 1 ? codebases.data[0]?.name : undefined;

  useEffect(() => {
    if (only !== undefined) go(overview(only), { replace: true });
  }, [go, only]);

  return <CodebaseList adding={false} />;
}
