import type { RouteCase } from './route-case.ts';
import type { World } from './seeded-world.ts';

type Path = (world: World) => string;

const json = { 'content-type': 'application/json' };
const tooLarge = JSON.stringify('x'.repeat(1_200_000));

/** An id that no record has. */
export const unknownId = 4096;

export const badLimit = { limit: 0 };

export function get(path: Path): RouteCase['call'] {
  return (world) => world.api.send('GET', path(world));
}

export function post(path: Path, body?: (world: World) => unknown): RouteCase['call'] {
  return (world) =>
    world.api.send('POST', path(world), body === undefined ? {} : { json: body(world) });
}

/** What every route with a body refuses before it looks at the rest. */
export function badBodies(
  path: Path,
  method: 'POST' | 'PUT' | 'PATCH' = 'POST',
): readonly RouteCase[] {
  const send = (options: object) => (world: World) => world.api.send(method, path(world), options);
  return [
    { status: 400, when: 'the body is not JSON', call: send({ body: '{', headers: json }) },
    { status: 400, when: 'the body is of another shape', call: send({ json: { nonsense: true } }) },
    { status: 413, when: 'the body is too large', call: send({ body: tooLarge, headers: json }) },
    {
      status: 415,
      when: 'the body is a form',
      call: send({ body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    },
  ];
}

/** Cases that every question about a codebase has that can be asked about the past. */
export function momentCases(
  url: (name: string) => string,
  ask: (path: Path) => RouteCase['call'] = get,
): readonly RouteCase[] {
  const asked = (name: (world: World) => string, at: string) =>
    ask((world) => {
      const present = url(name(world));
      return `${present}${present.includes('?') ? '&' : '?'}at=${encodeURIComponent(at)}`;
    });
  return [
    { status: 200, when: 'asked about a revision', call: asked((w) => w.codebase, '1') },
    { status: 400, when: 'the moment is none', call: asked((w) => w.codebase, 'yesterday') },
    { status: 404, when: 'the revision is unknown', call: asked((w) => w.codebase, '99') },
    { status: 410, when: 'the history begins later', call: asked((w) => w.forgetful, '1') },
  ];
}
