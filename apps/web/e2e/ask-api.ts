import {
  type RouteAddress,
  type RouteAnswer,
  type RouteBodyInput,
  type RouteSpec,
  routeUrl,
} from '@clew/contracts/api';
import { inject } from 'vitest';

/** Asks the API itself, so that what the page shows can be compared with what is true. */
export async function askApi<R extends RouteSpec>(
  origin: string,
  route: R,
  address: RouteAddress<R>,
  body?: RouteBodyInput<R>,
): Promise<RouteAnswer<R>['body']> {
  const response = await fetch(`${origin}${routeUrl(route, address)}`, {
    method: route.method.toUpperCase(),
    headers: {
      authorization: `Bearer ${inject('stack').token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = route.answers[response.status];
  if (answer === undefined) {
    throw new Error(
      `${route.method} ${response.url} answered ${response.status}: ${await response.text()}`,
    );
  }
  return answer.schema.parse(await response.json()) as RouteAnswer<R>['body'];
}
