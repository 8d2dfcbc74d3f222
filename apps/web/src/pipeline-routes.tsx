import { recordIdSchema } from '@clew/contracts';
import {
  createRoute,
  notFound,
  retainSearchParams,
  stripSearchParams,
} from '@tanstack/react-router';
import { lazyPage } from './lazy-page.ts';
import {
  actionsSearch,
  enforcementsSearch,
  eventSearch,
  eventsSearch,
  executionsSearch,
  healthSearch,
  newSensorSearch,
  ruleSearch,
  rulesSearch,
  sensorsSearch,
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

/** What cannot be the id of a record is not asked for: nothing is kept under such an address. */
const beforeLoad = ({ params: { id } }: { readonly params: { readonly id: string } }) => {
  if (!recordIdSchema.safeParse(Number(id)).success) throw notFound();
};

const health = createRoute({
  getParentRoute: () => history,
  path: 'pipeline',
  validateSearch: healthSearch,
  search: { middlewares: [stripSearchParams(usualHealth)] },
  component: lazyPage(() => import('./features/health/health-page.tsx'), 'HealthPage'),
});

const events = createRoute({
  getParentRoute: () => history,
  path: 'events',
  validateSearch: eventsSearch,
  component: lazyPage(() => import('./features/events/events-page.tsx'), 'EventsPage'),
});

const event = createRoute({
  getParentRoute: () => history,
  path: 'events/$id',
  beforeLoad,
  validateSearch: eventSearch,
  component: lazyPage(() => import('./features/events/event-page.tsx'), 'EventPage'),
});

const enforcements = createRoute({
  getParentRoute: () => history,
  path: 'enforcements',
  validateSearch: enforcementsSearch,
  component: lazyPage(
    () => import('./features/enforcements/enforcements-page.tsx'),
    'EnforcementsPage',
  ),
});

const enforcement = createRoute({
  getParentRoute: () => history,
  path: 'enforcements/$id',
  beforeLoad,
  component: lazyPage(
    () => import('./features/enforcements/enforcement-page.tsx'),
    'EnforcementPage',
  ),
});

const executions = createRoute({
  getParentRoute: () => history,
  path: 'executions',
  validateSearch: executionsSearch,
  component: lazyPage(() => import('./features/executions/executions-page.tsx'), 'ExecutionsPage'),
});

const execution = createRoute({
  getParentRoute: () => history,
  path: 'executions/$id',
  beforeLoad,
  component: lazyPage(() => import('./features/executions/execution-page.tsx'), 'ExecutionPage'),
});

const rules = createRoute({
  getParentRoute: () => history,
  path: 'rules',
  validateSearch: rulesSearch,
  component: lazyPage(() => import('./features/rules/rules-page.tsx'), 'RulesPage'),
});

const newRule = createRoute({
  getParentRoute: () => history,
  path: 'rules/new',
  validateSearch: ruleSearch,
  component: lazyPage(() => import('./features/rules/new-rule-page.tsx'), 'NewRulePage'),
});

const rule = createRoute({
  getParentRoute: () => history,
  path: 'rules/$ref',
  validateSearch: ruleSearch,
  component: lazyPage(() => import('./features/rules/rule-page.tsx'), 'RulePage'),
});

const triggers = createRoute({
  getParentRoute: () => history,
  path: 'triggers',
  component: lazyPage(() => import('./features/triggers/triggers-page.tsx'), 'TriggersPage'),
});

const newTrigger = createRoute({
  getParentRoute: () => history,
  path: 'triggers/new',
  component: lazyPage(() => import('./features/triggers/new-trigger-page.tsx'), 'NewTriggerPage'),
});

const trigger = createRoute({
  getParentRoute: () => history,
  path: 'triggers/$ref',
  component: lazyPage(() => import('./features/triggers/trigger-page.tsx'), 'TriggerPage'),
});

const actions = createRoute({
  getParentRoute: () => history,
  path: 'actions',
  validateSearch: actionsSearch,
  component: lazyPage(() => import('./features/actions/actions-page.tsx'), 'ActionsPage'),
});

const newAction = createRoute({
  getParentRoute: () => history,
  path: 'actions/new',
  component: lazyPage(() => import('./features/actions/new-action-page.tsx'), 'NewActionPage'),
});

const action = createRoute({
  getParentRoute: () => history,
  path: 'actions/$ref',
  component: lazyPage(() => import('./features/actions/action-page.tsx'), 'ActionPage'),
});

const sensors = createRoute({
  getParentRoute: () => history,
  path: 'sensors',
  validateSearch: sensorsSearch,
  component: lazyPage(() => import('./features/sensors/sensors-page.tsx'), 'SensorsPage'),
});

const newSensor = createRoute({
  getParentRoute: () => history,
  path: 'sensors/new',
  validateSearch: newSensorSearch,
  component: lazyPage(() => import('./features/sensors/new-sensor-page.tsx'), 'NewSensorPage'),
});

const sensor = createRoute({
  getParentRoute: () => history,
  path: 'sensors/$ref',
  component: lazyPage(() => import('./features/sensors/sensor-page.tsx'), 'SensorPage'),
});

const workers = createRoute({
  getParentRoute: () => history,
  path: 'workers',
  component: lazyPage(() => import('./features/workers/workers-page.tsx'), 'WorkersPage'),
});

const worker = createRoute({
  getParentRoute: () => history,
  path: 'workers/$name',
  component: lazyPage(() => import('./features/workers/worker-page.tsx'), 'WorkerPage'),
});

const system = createRoute({
  getParentRoute: () => history,
  path: 'system',
  validateSearch: systemSearch,
  search: { middlewares: [stripSearchParams(usualSystem)] },
  component: lazyPage(() => import('./features/system/system-page.tsx'), 'SystemPage'),
});

export const pipelineRoutes = history.addChildren([
  health,
  events,
  event,
  enforcements,
  enforcement,
  executions,
  execution,
  rules,
  newRule,
  rule,
  triggers,
  newTrigger,
  trigger,
  actions,
  newAction,
  action,
  sensors,
  newSensor,
  sensor,
  workers,
  worker,
  system,
]);
