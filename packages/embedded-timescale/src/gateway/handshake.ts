import { DATABASE, ROLE } from '../engine/cluster.ts';
import {
  authenticationOk,
  backendKeyData,
  type ErrorFields,
  negotiateProtocolVersion,
  parameterStatus,
  readyForQuery,
} from '../wire/backend-message.ts';
import { readOptions, type StartupPacket } from '../wire/startup-packet.ts';
import type { Connection } from './connection.ts';
import { SessionSettings } from './session-settings.ts';

/**
 * Accepts a client or says why not. There is no password: the server listens on this machine only,
 * and whoever can reach it here can read its files too.
 */
export function acceptClient(
  connection: Connection,
  { parameters, minorVersion }: Extract<StartupPacket, { kind: 'startup' }>,
  defaults: ReadonlyMap<string, string>,
): ErrorFields | undefined {
  const user = parameters.get('user') ?? '';
  const database = parameters.get('database') ?? user;
  const refuse = (code: string, message: string): ErrorFields => ({
    severity: 'FATAL',
    code,
    message,
  });
  if (user !== ROLE) {
    return refuse('28000', `role "${user}" does not exist: connect as "${ROLE}"`);
  }
  if (database !== DATABASE) {
    return refuse(
      '3D000',
      `database "${database}" cannot be reached: this server has only "${DATABASE}"`,
    );
  }
  const replication = parameters.get('replication') ?? 'false';
  if (!['false', 'off', 'no', '0'].includes(replication)) {
    return refuse('0A000', 'this server has no replication');
  }
  const settings = startupSettings(parameters);
  connection.settings = new SessionSettings(settings);
  connection.touched.untoldSettings = settings.size > 0;
  connection.reported = new Map(defaults);
  const protocolOptions = [...parameters.keys()].filter((name) => name.startsWith('_pq_.'));
  if (minorVersion > 0 || protocolOptions.length > 0) {
    connection.send(negotiateProtocolVersion(protocolOptions));
  }
  const name = settings.get('application_name');
  if (name !== undefined) connection.reported.set('application_name', name);
  connection.send(
    authenticationOk,
    ...[...connection.reported].map(([key, value]) => parameterStatus(key, value)),
    backendKeyData(connection.id, connection.secret),
    readyForQuery('I'),
  );
  return undefined;
}

/** Settings in the startup packet: those in `options`, then those named directly. */
function startupSettings(parameters: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const settings = new Map(readOptions(parameters.get('options') ?? ''));
  for (const [name, value] of parameters) {
    const isSetting = !['user', 'database', 'options', 'replication'].includes(name);
    if (isSetting && !name.startsWith('_pq_.')) settings.set(name, value);
  }
  return settings;
}
