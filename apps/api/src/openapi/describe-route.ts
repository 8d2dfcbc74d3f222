import { STATUS_CODES } from 'node:http';
import type { ProblemCode } from '@clew/contracts';
import { problemSchema } from '@clew/contracts';
import {
  type AnswerSpec,
  parameterDescriptions,
  problemStatus,
  type RouteName,
  type RouteSpec,
} from '@clew/contracts/api';
import type { RouteConfig } from '@hono/zod-openapi';
import { z } from 'zod';
import type { collectJsonSchemas } from './json-schemas.ts';

type Schemas = ReturnType<typeof collectJsonSchemas>;

/** The problems of a route: its own, and those of reading a body. */
export function routeProblems(route: RouteSpec): readonly ProblemCode[] {
  return route.body === undefined
    ? route.problems
    : [...route.problems, 'invalid_json', 'payload_too_large', 'unsupported_media_type'];
}

/** The problems of every route that asks for a token. */
function accessProblems(route: RouteSpec): readonly ProblemCode[] {
  return route.open === true ? [] : ['unauthenticated', 'forbidden', 'rate_limited'];
}

function parametersOf(
  shape: Readonly<Record<string, z.ZodType>>,
  place: 'path' | 'query',
  schemas: Schemas,
) {
  return Object.entries(shape).map(([name, parameter]) => {
    const inner = parameter instanceof z.ZodOptional ? parameter.unwrap() : parameter;
    const said = { ...z.globalRegistry.get(inner), ...z.globalRegistry.get(parameter) };
    const { description = parameterDescriptions[name], example } = said;
    return {
      name,
      in: place,
      required: !parameter.safeParse(undefined).success,
      ...(description === undefined ? {} : { description }),
      ...(example === undefined ? {} : { example }),
      schema: schemas.schemaOf(parameter, 'output'),
    };
  });
}

function describeAnswer(answer: AnswerSpec, schemas: Schemas) {
  const headers = Object.entries(answer.headers ?? {}).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ]);
  return {
    description: answer.description,
    ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
    content: {
      [answer.mediaType ?? 'application/json']: {
        schema: schemas.schemaOf(answer.schema, 'output'),
        example: answer.example,
      },
    },
  };
}

function describeProblems(route: RouteSpec, schemas: Schemas) {
  const content = {
    'application/problem+json': { schema: schemas.schemaOf(problemSchema, 'output') },
  };
  const codes = new Map<number, string[]>();
  for (const code of new Set([...routeProblems(route), ...accessProblems(route)])) {
    const status = problemStatus[code];
    codes.set(status, [...(codes.get(status) ?? []), `\`${code}\``]);
  }
  const responses = [...codes].map(([status, names]) => [
    String(status),
    { description: `${STATUS_CODES[status]}: ${names.join(' or ')}.`, content },
  ]);
  return {
    ...Object.fromEntries(responses),
    default: { description: 'Any other problem, such as a store that is not reachable.', content },
  };
}

/** It is plain OpenAPI 3.1; the library's type mixes that with 3.0 and 3.2, whose schemas differ. */
function asRouteConfig(operation: unknown): RouteConfig {
  return operation as RouteConfig;
}

/** The operation of a route in the OpenAPI document. */
export function describeRoute(name: RouteName, route: RouteSpec, schemas: Schemas): RouteConfig {
  return asRouteConfig({
    method: route.method,
    path: route.path,
    operationId: name,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    'x-clew-scope': route.scope,
    security: route.open === true ? [] : [{ token: [] }],
    parameters: [
      ...parametersOf(route.params?.shape ?? {}, 'path', schemas),
      ...parametersOf(route.query?.shape ?? {}, 'query', schemas),
    ],
    ...(route.rawBody === true
      ? { requestBody: { required: false, content: { '*/*': { schema: {} } } } }
      : {}),
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: route.body.optional !== true,
            content: {
              'application/json': {
                schema: schemas.schemaOf(route.body.schema, 'input'),
                example: route.body.example,
              },
            },
          },
        }),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, answer]) => [
          status,
          describeAnswer(answer, schemas),
        ]),
      ),
      ...describeProblems(route, schemas),
    },
  });
}
