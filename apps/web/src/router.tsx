import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  retainSearchParams,
  stripSearchParams,
} from '@tanstack/react-router';
import { App } from './app.tsx';
import { BrokenPage } from './features/shell/broken-page.tsx';
import { NotAPlace } from './features/shell/not-a-place.tsx';
import { TimeTravel } from './features/shell/time-travel.tsx';
import {
  contextSearch,
  momentSearch,
  overviewSearch,
  recordSearch,
  symbolsSearch,
  usualSymbols,
} from './places.ts';
import { readSearch, searchText } from './search-text.ts';
import { Skeleton } from './ui/skeleton.tsx';

const root = createRootRoute({ component: App, notFoundComponent: NotAPlace });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./features/codebases/home-screen.tsx'), 'HomeScreen'),
});

/** Everything about one codebase. The moment at which it is looked at stays from page to page. */
const codebase = createRoute({
  getParentRoute: () => root,
  path: '/codebases/$codebase',
  validateSearch: momentSearch,
  search: { middlewares: [retainSearchParams(['at'])] },
  component: TimeTravel,
});

const overview = createRoute({
  getParentRoute: () => codebase,
  path: '/',
  validateSearch: overviewSearch,
  component: lazyRouteComponent(
    () => import('./features/codebases/overview-screen.tsx'),
    'OverviewPage',
  ),
});

const symbols = createRoute({
  getParentRoute: () => codebase,
  path: 'symbols',
  validateSearch: symbolsSearch,
  search: { middlewares: [stripSearchParams(usualSymbols)] },
  component: lazyRouteComponent(
    () => import('./features/symbols/symbols-screen.tsx'),
    'SymbolsPage',
  ),
});

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
  codebase.addChildren([overview, symbols]),
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
