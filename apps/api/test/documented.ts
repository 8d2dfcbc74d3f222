import { problemStatus, type RouteName, type RouteSpec, routes } from '@clew/contracts/api';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { routeProblems } from '../src/openapi/describe-route.ts';
import type { Answer } from './answer.ts';

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, DocumentedAnswer>>;
}

interface DocumentedAnswer {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content: Readonly<Record<string, { readonly schema: unknown }>>;
}

/** The statuses that a route documents by itself. */
export function documentedStatuses(route: RouteSpec): readonly number[] {
  const statuses = [
    ...Object.keys(route.answers).map(Number),
    ...routeProblems(route).map((code) => problemStatus[code]),
  ];
  return [...new Set(statuses)].sort();
}

const components = '#/components/schemas/';

/**
 * A schema of the document by itself: references lead to the components as the checker knows them,
 * and fields that the document does not name are refused, for an answer must hold no more than that.
 */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === 'properties') {
        const fields = Object.entries(value).map(([name, one]) => [name, closed(one)]);
        return [key, Object.fromEntries(fields)];
      }
      if (key === '$ref' && typeof value === 'string' && value.startsWith(components)) {
        return [key, `/components/${value.slice(components.length)}`];
      }
      return [key, closed(value)];
    }),
  );
  return 'properties' in inner && !('additionalProperties' in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
}

/** Checks answers against an OpenAPI 3.1 document. */
export function checkerOf(document: unknown) {
  const { paths, components: named } = document as OpenApi;
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
  addFormats.default(ajv);
  ajv.addKeyword('example');
  for (const [name, schema] of Object.entries(named.schemas)) {
    ajv.addSchema({ ...Object(closed(schema)), $id: `/components/${name}` });
  }
  const compiled = new Map<string, ValidateFunction>();

  const validatorOf = (key: string, schema: unknown): ValidateFunction => {
    let validate = compiled.get(key);
    if (validate === undefined) {
      validate = ajv.compile(Object(closed(schema)));
      compiled.set(key, validate);
    }
    return validate;
  };

  return {
    /** Operations of the document. */
    operations: Object.values(paths).flatMap((path) =>
      Object.values(path).map((operation) => operation.operationId),
    ),
    /** What is wrong with an answer of a route, or nothing. */
    problemsOf(name: RouteName, answer: Answer): readonly string[] {
      const { path, method }: RouteSpec = routes[name];
      const documented = paths[path]?.[method]?.responses[String(answer.status)];
      if (documented === undefined) return [`status ${answer.status} is not documented`];
      const content = documented.content[answer.type];
      if (content === undefined) return [`type ${answer.type} is not documented`];
      const missing = Object.keys(documented.headers ?? {})
        .filter((header) => !answer.headers.has(header))
        .map((header) => `header ${header} is missing`);
      const validate = validatorOf(`${name} ${answer.status}`, content.schema);
      const body = answer.type.startsWith('text/') ? answer.text : answer.json;
      if (validate(body)) return missing;
      return [...missing, ajv.errorsText(validate.errors)];
    },
  };
}
