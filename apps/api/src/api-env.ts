import type { ProblemCode } from '@clew/contracts';
import type { RouteName } from '@clew/contracts/api';
import type { Actor } from './access/actor.ts';

/** What the middleware leaves on a request for what runs after it. */
export interface ApiEnv {
  readonly Variables: {
    requestId: string;
    /** The path template of the matched route. */
    route: string;
    /** The operation of the matched route; undefined when none matched. */
    operation: RouteName | undefined;
    /** Whoever showed a token, also one that lets nobody in; undefined for strangers. */
    actor: Actor | undefined;
    /** The code of the problem that is answered. */
    problem: ProblemCode | undefined;
  };
}
