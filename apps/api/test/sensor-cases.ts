import { createHmac, randomUUID } from 'node:crypto';
import { changedSensorSchema, type WebhookScheme } from '@clew/contracts';
import type { RouteName } from '@clew/contracts/api';
import type { Answer } from './answer.ts';
import { builtin, definitionCases, listCases } from './definition-cases.ts';
import type { RouteCase } from './route-case.ts';
import { hookSecret } from './running-api.ts';
import type { World } from './seeded-world.ts';

const path = '/api/v1/sensors';

const sensors = definitionCases(path, {
  fields: { entrypoint: 'timer', config: { every_seconds: 3600 } },
  unprocessable: { config: { cron: '99 * * * *' } },
});

/** Makes a webhook and answers its address. */
export async function makeWebhook(
  { api }: Pick<World, 'api'>,
  scheme: WebhookScheme,
  limits: { readonly max_bytes?: number; readonly rate_per_minute?: number } = {},
): Promise<{ readonly ref: string; readonly address: string }> {
  const ref = `hook.${randomUUID()}`;
  const secret = scheme === 'none' ? {} : { secret: 'HOOK' };
  const made = await api.send('POST', path, {
    json: { ref, entrypoint: 'webhook', config: { scheme, ...secret, ...limits } },
  });
  return { ref, address: `/webhooks/${changedSensorSchema.parse(made.json).key}` };
}

export const githubHeaders = (body: string, delivery: string) => ({
  'content-type': 'application/json',
  'x-github-event': 'push',
  'x-github-delivery': delivery,
  'x-hub-signature-256': `sha256=${createHmac('sha256', hookSecret).update(body).digest('hex')}`,
});

const body = '{"ref":"refs/heads/main"}';

function call(
  world: World,
  address: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return world.api.send('POST', address, { token: null, body, headers });
}

/** Every route about the sources of events. */
export const sensorRouteCases = {
  listSensors: [
    ...listCases(path),
    {
      status: 200,
      when: 'only timers are wanted',
      call: ({ api }) => api.send('GET', `${path}?entrypoint=timer&state=idle`),
    },
  ],
  createSensor: [
    ...sensors.create,
    {
      status: 400,
      when: 'it would watch graphs',
      call: ({ api }) =>
        api.send('POST', path, { json: { ref: 'my.graph', entrypoint: 'graph', config: {} } }),
    },
  ],
  getSensor: sensors.get,
  updateSensor: [
    ...sensors.update,
    builtin(path, 'PATCH', 'core.graph'),
    {
      status: 422,
      when: 'the config is that of another entrypoint',
      call: ({ api }) =>
        api.send('PATCH', `${path}/made.here`, { json: { config: { scheme: 'none' } } }),
    },
  ],
  deleteSensor: [...sensors.delete, builtin(path, 'DELETE', 'core.graph')],
  callWebhook: [
    {
      status: 201,
      when: 'the signature is right',
      call: async (world) => {
        const { address } = await makeWebhook(world, 'github');
        return call(world, address, githubHeaders(body, 'd-1'));
      },
    },
    {
      status: 200,
      when: 'the delivery is repeated',
      call: async (world) => {
        const { address } = await makeWebhook(world, 'github');
        await call(world, address, githubHeaders(body, 'd-1'));
        return call(world, address, githubHeaders(body, 'd-1'));
      },
    },
    {
      status: 400,
      when: 'the body is not what its type says',
      call: async (world) => {
        const { address } = await makeWebhook(world, 'none');
        const headers = { 'content-type': 'application/json' };
        return world.api.send('POST', address, { token: null, body: '{', headers });
      },
    },
    {
      status: 401,
      when: 'the signature is wrong',
      call: async (world) => {
        const { address } = await makeWebhook(world, 'github');
        return call(world, address, githubHeaders(`${body} `, 'd-1'));
      },
    },
    {
      status: 404,
      when: 'nobody has this address',
      call: (world) => call(world, '/webhooks/q0Vt2nX4cJm8yB1sLr7wKe5dHg3zPaUf'),
    },
    {
      status: 413,
      when: 'the body is larger than the sensor takes',
      call: async (world) => {
        const { address } = await makeWebhook(world, 'none', { max_bytes: 10 });
        return call(world, address);
      },
    },
    {
      status: 429,
      when: 'it is called too often',
      call: async (world) => {
        const { address } = await makeWebhook(world, 'none', { rate_per_minute: 1 });
        await call(world, address);
        return call(world, address);
      },
    },
  ],
} satisfies Partial<Record<RouteName, readonly RouteCase[]>>;
