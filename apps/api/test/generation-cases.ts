import { type RouteName, routes, routeUrl } from '@clew/contracts/api';
import { badBodies, post } from './case-calls.ts';
import type { RouteCase } from './route-case.ts';
import type { World } from './seeded-world.ts';

const urlOf = (name: string) => routeUrl(routes.generateKnowledge, { params: { name } });
const url = ({ codebase }: World) => urlOf(codebase);
const plan = { dry_run: true, limit: 3 };

/** The server under test has no language model, as long as nobody names one. */
export const generationCases = {
  generateKnowledge: [
    { status: 202, when: 'it is tried out', call: post(url, () => plan) },
    {
      status: 202,
      when: 'the same job is unfinished',
      async call(world) {
        const first = await world.api.send('POST', url(world), { json: plan });
        const second = await world.api.send('POST', url(world), { json: plan });
        if (second.headers.get('location') !== first.headers.get('location')) {
          throw new Error('a second job was queued');
        }
        return second;
      },
    },
    {
      status: 409,
      when: 'another job is unfinished',
      async call(world) {
        await world.api.send('POST', url(world), { json: plan });
        return world.api.send('POST', url(world), { json: { ...plan, terms: true } });
      },
    },
    { status: 422, when: 'no language model is named', call: post(url) },
    { status: 400, when: 'the limit is 0', call: post(url, () => ({ ...plan, limit: 0 })) },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: post(
        () => urlOf('nowhere'),
        () => plan,
      ),
    },
    ...badBodies(url),
  ],
} as const satisfies { readonly [Name in RouteName]?: readonly RouteCase[] };
