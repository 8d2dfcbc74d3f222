import type { RouteName } from '@clew/contracts/api';
import { accessRouteCases } from './access-cases.ts';
import { architectureRouteCases } from './architecture-cases.ts';
import { get } from './case-calls.ts';
import { definitionRouteCases } from './definition-cases.ts';
import { entryPointCases } from './entry-point-cases.ts';
import { generationCases } from './generation-cases.ts';
import { graphRouteCases } from './graph-cases.ts';
import { graphLifeRouteCases } from './graph-life-cases.ts';
import { historyRouteCases } from './history-cases.ts';
import { knowledgeRouteCases } from './knowledge-cases.ts';
import { mcpRouteCases } from './mcp-cases.ts';
import { questionRouteCases } from './question-cases.ts';
import type { RouteCase } from './route-case.ts';
import { sensorRouteCases } from './sensor-cases.ts';

/** Every route, called for each of its documented statuses. A route without cases does not compile. */
export const routeCases: { readonly [Name in RouteName]: readonly RouteCase[] } = {
  ...graphRouteCases,
  ...graphLifeRouteCases,
  ...entryPointCases,
  ...questionRouteCases,
  ...architectureRouteCases,
  ...knowledgeRouteCases,
  ...generationCases,
  ...mcpRouteCases,
  ...historyRouteCases,
  ...definitionRouteCases,
  ...sensorRouteCases,
  ...accessRouteCases,
  getHealth: [{ status: 200, when: 'always', call: get(() => '/health') }],
  getReadiness: [
    { status: 200, when: 'both stores answer', call: get(() => '/ready') },
    {
      status: 503,
      when: 'the event store is gone',
      call: (world) => world.api.withoutEvents(() => world.api.send('GET', '/ready')),
    },
  ],
  getOpenApi: [{ status: 200, when: 'always', call: get(() => '/openapi.json') }],
  getMetrics: [{ status: 200, when: 'always', call: get(() => '/metrics') }],
};
