import { constraintSchema, glossaryTermSchema, symbolKnowledgeSchema } from '@clew/contracts';
import { type RouteName, routes, routeUrl } from '@clew/contracts/api';
import type { Answer } from './answer.ts';
import { badBodies, badLimit, get, momentCases, unknownId } from './case-calls.ts';
import { names } from './fixture-facts.ts';
import type { RouteCase } from './route-case.ts';
import type { World } from './seeded-world.ts';

const fqn = names.openCodebase;
const nowhere = { name: 'nowhere' };
const late = 'another source';

const inClew = ({ codebase: name }: World) => ({ name });
const ofSymbol = ({ codebase: name }: World, of: string = fqn) => ({ name, fqn: of });

/** What is known of the symbol, as every writer asks for it first. */
async function known(world: World) {
  const answer = await world.api.send(
    'GET',
    routeUrl(routes.getKnowledge, { params: ofSymbol(world) }),
  );
  return symbolKnowledgeSchema.parse(answer.json);
}

type List =
  | typeof routes.listSummaries
  | typeof routes.listGlossary
  | typeof routes.listConstraints;

/** Cases that all three lists have. */
function listCases(route: List): readonly RouteCase[] {
  const url = (query: object, params?: { name: string }) => (world: World) =>
    routeUrl(route, { params: params ?? inClew(world), query });
  return [
    { status: 200, when: 'all are asked for', call: get(url({})) },
    {
      status: 200,
      when: 'every filter is given',
      call: get(url({ q: 'graph', symbol: fqn, stale: true, limit: 1 })),
    },
    { status: 400, when: 'the limit is 0', call: get(url(badLimit)) },
    { status: 400, when: 'the cursor is none of ours', call: get(url({ cursor: 'bm9uc2Vuc2U' })) },
    { status: 404, when: 'the codebase is unknown', call: get(url({}, nowhere)) },
    ...momentCases((name) => routeUrl(route, { params: { name } })),
  ];
}

type Text = {
  readonly create: typeof routes.createGlossaryTerm | typeof routes.createConstraint;
  readonly change: typeof routes.updateGlossaryTerm | typeof routes.updateConstraint;
  readonly remove: typeof routes.deleteGlossaryTerm | typeof routes.deleteConstraint;
  /** A new one of this name, about nothing. */
  readonly body: (name: string) => object;
  readonly parse: (answer: unknown) => { readonly id: number; readonly version: string };
};

const term: Text = {
  create: routes.createGlossaryTerm,
  change: routes.updateGlossaryTerm,
  remove: routes.deleteGlossaryTerm,
  body: (code_term) => ({ code_term, synonyms: ['ledger'] }),
  parse: (answer) => glossaryTermSchema.parse(answer),
};

const constraint: Text = {
  create: routes.createConstraint,
  change: routes.updateConstraint,
  remove: routes.deleteConstraint,
  body: (name) => ({ name, constraint_type: 'invariant' }),
  parse: (answer) => constraintSchema.parse(answer),
};

/** Cases of what is known by a number: a term, or a constraint. */
function textCases({ create, change, remove, body, parse }: Text) {
  const createUrl = (world: World) => routeUrl(create, { params: inClew(world) });
  const changeUrl = (id: number) => (world: World) =>
    routeUrl(change, { params: { ...inClew(world), id } });
  const removeUrl = (id: number, version: string) => (world: World) =>
    routeUrl(remove, { params: { ...inClew(world), id }, query: { version } });
  const add = (world: World, json: object): Promise<Answer> =>
    world.api.send('POST', createUrl(world), { json });
  const added = async (world: World, name: string) => parse((await add(world, body(name))).json);
  const patch = (world: World, id: number, json: object) =>
    world.api.send('PATCH', changeUrl(id)(world), { json });

  const creating: readonly RouteCase[] = [
    { status: 201, when: 'it is about the whole', call: (w) => add(w, body('whole')) },
    {
      status: 201,
      when: 'it is about a symbol, as that was read',
      call: async (w) => {
        const { source_hash } = await known(w);
        return add(w, { ...body('of a symbol'), source: fqn, source_hash });
      },
    },
    {
      status: 400,
      when: 'it is about a symbol that was not read',
      call: (w) => add(w, { ...body('unread'), source: fqn }),
    },
    {
      status: 404,
      when: 'the symbol is unknown',
      call: (w) => add(w, { ...body('lost'), source: 'nothing', source_hash: late }),
    },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: (w) => w.api.send('POST', routeUrl(create, { params: nowhere }), { json: body('x') }),
    },
    {
      status: 409,
      when: 'the symbol has changed since it was read',
      call: (w) => add(w, { ...body('late'), source: fqn, source_hash: late }),
    },
    {
      status: 409,
      when: 'there is one of the name',
      call: async (w) => {
        await add(w, body('twice'));
        return add(w, body('Twice'));
      },
    },
    ...badBodies(createUrl),
  ];
  const changing: readonly RouteCase[] = [
    {
      status: 200,
      when: 'it is as it was read',
      call: async (w) => {
        const { id, version } = await added(w, 'to change');
        return patch(w, id, { ...body('changed'), version });
      },
    },
    {
      status: 404,
      when: 'it does not exist',
      call: (w) => patch(w, unknownId, { version: 'any' }),
    },
    {
      status: 409,
      when: 'somebody has changed it',
      call: async (w) => {
        const { id } = await added(w, 'contested');
        return patch(w, id, { ...body('mine'), version: 'older' });
      },
    },
    { status: 400, when: 'the id is none', call: (w) => patch(w, 0, { version: 'any' }) },
    ...badBodies(changeUrl(unknownId), 'PATCH'),
  ];
  const removing: readonly RouteCase[] = [
    {
      status: 200,
      when: 'it is as it was read',
      call: async (w) => {
        const { id, version } = await added(w, 'to delete');
        return w.api.send('DELETE', removeUrl(id, version)(w));
      },
    },
    {
      status: 400,
      when: 'the version is not said',
      call: (w) => w.api.send('DELETE', changeUrl(unknownId)(w)),
    },
    {
      status: 404,
      when: 'it does not exist',
      call: (w) => w.api.send('DELETE', removeUrl(unknownId, 'any')(w)),
    },
    {
      status: 409,
      when: 'somebody has changed it',
      call: async (w) => {
        const { id } = await added(w, 'kept');
        return w.api.send('DELETE', removeUrl(id, 'older')(w));
      },
    },
  ];
  return { creating, changing, removing };
}

const terms = textCases(term);
const constraints = textCases(constraint);

const summaryUrl = (world: World, of?: string) =>
  routeUrl(routes.putSummary, { params: ofSymbol(world, of) });
const put = (world: World, json: object, of?: string) =>
  world.api.send('PUT', summaryUrl(world, of), { json });

/** Writes a summary over whatever there is, and answers its version. */
async function written(world: World): Promise<Answer> {
  const { source_hash, summaries } = await known(world);
  const version = summaries[0]?.version ?? null;
  return put(world, { summary: 'Opens the graph of a codebase.', source_hash, version });
}

/** Every route about what people and models write about the code. */
export const knowledgeRouteCases = {
  getKnowledge: [
    {
      status: 200,
      when: 'the symbol exists',
      call: get((w) => routeUrl(routes.getKnowledge, { params: ofSymbol(w) })),
    },
    {
      status: 404,
      when: 'the symbol is unknown',
      call: get((w) => routeUrl(routes.getKnowledge, { params: ofSymbol(w, 'nothing') })),
    },
    {
      status: 400,
      when: 'the name of the codebase cannot be one',
      call: get(() => routeUrl(routes.getKnowledge, { params: { name: 'No Such', fqn } })),
    },
    ...momentCases((name) => routeUrl(routes.getKnowledge, { params: { name, fqn } })),
  ],
  putSummary: [
    { status: 200, when: 'all is as it was read', call: written },
    {
      status: 404,
      when: 'the symbol is unknown',
      call: (w) => put(w, { summary: 'x', source_hash: late, version: null }, 'nothing'),
    },
    {
      status: 409,
      when: 'the symbol has changed since it was read',
      call: async (w) => {
        const [newest] = (await known(w)).summaries;
        return put(w, { summary: 'Late.', source_hash: late, version: newest?.version ?? null });
      },
    },
    {
      status: 409,
      when: 'somebody else has written meanwhile',
      call: async (w) => {
        await written(w);
        const { source_hash } = await known(w);
        return put(w, { summary: 'Also mine.', source_hash, version: null });
      },
    },
    {
      status: 400,
      when: 'the text is blank',
      call: (w) => put(w, { summary: '  ', source_hash: late, version: null }),
    },
    ...badBodies(summaryUrl, 'PUT'),
  ],
  deleteSummary: [
    {
      status: 200,
      when: 'it is as it was read',
      call: async (w) => {
        await written(w);
        const version = (await known(w)).summaries[0]?.version ?? '';
        const url = routeUrl(routes.deleteSummary, { params: ofSymbol(w), query: { version } });
        return w.api.send('DELETE', url);
      },
    },
    {
      status: 400,
      when: 'the version is not said',
      call: (w) => w.api.send('DELETE', summaryUrl(w)),
    },
    {
      status: 404,
      when: 'there is none of the level',
      call: (w) => w.api.send('DELETE', `${summaryUrl(w)}?version=any&level=package`),
    },
    {
      status: 409,
      when: 'somebody has changed it',
      call: async (w) => {
        await written(w);
        return w.api.send('DELETE', `${summaryUrl(w)}?version=older`);
      },
    },
  ],
  listSummaries: listCases(routes.listSummaries),
  listGlossary: listCases(routes.listGlossary),
  createGlossaryTerm: terms.creating,
  updateGlossaryTerm: terms.changing,
  deleteGlossaryTerm: terms.removing,
  listConstraints: listCases(routes.listConstraints),
  createConstraint: constraints.creating,
  updateConstraint: constraints.changing,
  deleteConstraint: constraints.removing,
} as const satisfies { readonly [Name in RouteName]?: readonly RouteCase[] };
