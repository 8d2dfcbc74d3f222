import { createRouter, type RouterHistory } from '@tanstack/react-router';
import { codebaseRoutes, home } from './codebase-routes.tsx';
import { BrokenPage } from './features/shell/broken-page.tsx';
import { pipelineRoutes } from './pipeline-routes.tsx';
import { root } from './root-route.tsx';
import { readSearch, searchText } from './search-text.ts';
import { Skeleton } from './ui/skeleton.tsx';

const routeTree = root.addChildren([home, ...codebaseRoutes, pipelineRoutes]);

/** The router of the page. Screens load when they are first shown. */
export function createPageRouter(options: { readonly history?: RouterHistory } = {}) {
  return createRouter({
    ...options,
    routeTree,
    parseSearch: readSearch,
    stringifySearch: searchText,
    defaultPendingMs: 200,
    defaultPendingComponent: () => <Skeleton rows={8} label="Loading the page" />,
    defaultErrorComponent: BrokenPage,
    scrollRestoration: false,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}
