import {
  createRoute,
  lazyRouteComponent,
  retainSearchParams,
  stripSearchParams,
} from '@tanstack/react-router';
import {
  enforcementsSearch,
  eventSearch,
  eventsSearch,
  executionsSearch,
  healthSearch,
  systemSearch,
  usualHealth,
  usualSystem,
} from './pipeline-places.ts';
import { contextSearch } from './places.ts';
import { root } from './root-route.tsx';

/** Everything about what happens. The codebase that the reader came from stays from page to page. */
const history = createRoute({
  getParentRoute: () => root,
  id: 'history',
  validateSearch: contextSearch,
  search: { middlewares: [retainSearchParams(['codebase'])] },
});

const health = createRoute({
  getParentRoute: () => history,
  path: 'pipeline',
  validateSearch: healthSearch,
  search: { middlewares: [stripSearchParams(usualHealth)] },
  component: lazyRouteComponent(() => import('./features/health/health-page.tsx'), 'HealthPage'),
});

const events = createRoute({
  getParentRoute: () => history,
  path: 'events',
  validateSearch: eventsSearch,
  component: lazyRouteComponent(() => import('./features/events/events-page.tsx'), 'EventsPage'),
});

const event = createRoute({
  getParentRoute: () => history,
  path: 'events/$id',
  validateSearch: eventSearch,
  component: lazyRouteComponent(() => import('./features/events/event-page.tsx'), 'EventPage'),
});

const enforcements = createRoute({
  getParentRoute: () => history,
  path: 'enforcements',
  validateSearch: enforcementsSearch,
  component: lazyRouteComponent(
    () => import('./features/enforcements/enforcements-page.tsx'),
    'EnforcementsPage',
  ),
});

const enforcement = createRoute({
  getParentRoute: () => history,
  path: 'enforcements/$id',
  component: lazyRouteComponent(
    () => import('./features/enforcements/enforcement-page.tsx'),
    'EnforcementPage',
  ),
});

const executions = createRoute({
  getParentRoute: () => history,
  path: 'executions',
  validateSearch: executionsSearch,
  component: lazyRouteComponent(
    () => import('./features/executions/executions-page.tsx'),
    'ExecutionsPage',
  ),
});

const execution = createRoute({
  getParentRoute: () => history,
  path: 'executions/$id',
  component: lazyRouteComponent(
    () => import('./features/executions/execution-page.tsx'),
    'ExecutionPage',
  ),
});

const workers = createRoute({
  getParentRoute: () => history,
  path: 'workers',
  component: lazyRouteComponent(() => import('./features/workers/workers-page.tsx'), 'WorkersPage'),
});

const worker = createRoute({
  getParentRoute: () => history,
  path: 'workers/$name',
  component: lazyRouteComponent(() => import('./features/workers/worker-page.tsx'), 'WorkerPage'),
});

const system = createRoute({
  getParentRoute: () => history,
  path: 'system',
  validateSearch: systemSearch,
  search: { middlewares: [stripSearchParams(usualSystem)] },
  component: lazyRouteComponent(() => import('./features/system/system-page.tsx'), 'SystemPage'),
});

export const pipelineRoutes = history.addChildren([
  health,
  events,
  event,
  enforcements,
  enforcement,
  executions,
  execution,
  workers,
  worker,
  system,
]);
