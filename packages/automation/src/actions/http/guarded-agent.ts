import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { AutomationError } from '../../automation-error.ts';
import { hostKey, type PrivateTargets, targetProblem } from './allowed-targets.ts';

/**
 * Connections for one request and its redirects. Every socket's address is checked where the socket
 * gets it, in its own lookup: between a check of a name and the connection the name could change its
 * address. Sockets never ask for the address of an address, so those are checked before.
 */
export function createGuardedAgent(input: {
  readonly allowed: PrivateTargets;
  /** Answers the addresses of a name. */
  readonly lookup?: LookupFunction;
}): Agent {
  const { allowed, lookup = systemLookup as LookupFunction } = input;
  const guardedLookup: LookupFunction = (host, options, answer) => {
    lookup(host, { ...options, all: true }, (error, found, family) => {
      if (error !== null) return answer(error, []);
      const addresses = Array.isArray(found) ? found : [{ address: found, family: family ?? 4 }];
      for (const { address } of addresses) {
        const problem = targetProblem({ host, address, allowed });
        if (problem !== null) return answer(refused(problem), []);
      }
      const [first] = addresses;
      if (options.all === true || first === undefined) return answer(null, addresses);
      return answer(null, first.address, first.family);
    });
  };
  const connect = buildConnector({ lookup: guardedLookup });
  return new Agent({
    connect(options, answer) {
      const host = hostKey(options.hostname);
      const problem = isIP(host) === 0 ? null : targetProblem({ host, address: host, allowed });
      if (problem === null) connect(options, answer);
      else answer(refused(problem), null);
    },
  });
}

function refused(problem: string): AutomationError {
  return new AutomationError(
    'http_refused',
    `The request was refused: ${problem}. The operator of the worker can allow it with CLEW_HTTP_ALLOW_PRIVATE.`,
  );
}
