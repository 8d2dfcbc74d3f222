import {
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  retainSearchParams,
} from '@tanstack/react-router';
import { codebaseRoutes, home } from './codebase-routes.tsx';
import { BrokenPage } from './features/shell/broken-page.tsx';
import { contextSearch, recordSearch } from './places.ts';
import { root } from './root-route.tsx';
import { readSearch, searchText } from './search-text.ts';
import { Skeleton } from './ui/skeleton.tsx';

/** Everything about what happened. The codebase that the reader came from stays from page to page. */
const history = createRoute({
  getParentRoute: () => root,
  id: 'history',
  validateSearch: contextSearch,
  search: { middlewares: [retainSearchParams(['codebase'])] },
});

const events = createRoute({
  getParentRoute: () => history,
  path: 'events',
  validateSearch: recordSearch,
  component: lazyRouteComponent(
    () => import('./features/activity/activity-screen.tsx'),
    'EventsPage',
  ),
});

const enforcements = createRoute({
  getParentRoute: () => history,
  path: 'enforcements',
  validateSearch: recordSearch,
  component: lazyRouteComponent(
    () => import('./features/activity/activity-screen.tsx'),
    'EnforcementsPage',
  ),
});

const executions = createRoute({
  getParentRoute: () => history,
  path: 'executions',
  validateSearch: recordSearch,
  component: lazyRouteComponent(
    () => import('./features/activity/activity-screen.tsx'),
    'ExecutionsPage',
  ),
});

const routeTree = root.addChildren([
  home,
  codebaseRoutes,
  history.addChildren([events, enforcements, executions]),
]);

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
