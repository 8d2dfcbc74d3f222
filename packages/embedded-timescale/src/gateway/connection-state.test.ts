import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ConnectionEvent,
  type ConnectionState,
  IMPOSSIBLE,
  nextStep,
  TRANSITIONS,
} from './connection-state.ts';

/** What each event does in each state, written out once more: state and action, or `-` for never. */
const EXPECTED: Readonly<Record<ConnectionState, Readonly<Record<ConnectionEvent, string>>>> = {
  startup: {
    accepted: 'idle none',
    message: '-',
    turn: '-',
    copy_started: '-',
    copy_done: '-',
    released: '-',
    cancel: '-',
    timeout: '-',
    violation: 'closed none',
    hangup: 'closed none',
    shutdown: 'closed none',
  },
  idle: {
    accepted: '-',
    message: 'waiting join',
    turn: '-',
    copy_started: '-',
    copy_done: '-',
    released: '-',
    cancel: 'idle none',
    timeout: '-',
    violation: 'closed forget',
    hangup: 'closed forget',
    shutdown: 'closed forget',
  },
  waiting: {
    accepted: '-',
    message: 'waiting none',
    turn: 'owning run',
    copy_started: '-',
    copy_done: '-',
    released: '-',
    cancel: 'idle cancel_waiting',
    timeout: '-',
    violation: 'closed forget',
    hangup: 'closed forget',
    shutdown: 'closed forget',
  },
  owning: {
    accepted: '-',
    message: 'owning run',
    turn: '-',
    copy_started: 'copying none',
    copy_done: '-',
    released: 'idle release',
    cancel: 'owning none',
    timeout: 'closed roll_back',
    violation: 'closed roll_back',
    hangup: 'closed roll_back',
    shutdown: 'closed roll_back',
  },
  copying: {
    accepted: '-',
    message: 'copying collect',
    turn: '-',
    copy_started: '-',
    copy_done: 'owning run',
    released: '-',
    cancel: 'copying none',
    timeout: 'closed roll_back',
    violation: 'closed roll_back',
    hangup: 'closed roll_back',
    shutdown: 'closed roll_back',
  },
  closed: {
    accepted: 'closed none',
    message: 'closed none',
    turn: '-',
    copy_started: '-',
    copy_done: '-',
    released: '-',
    cancel: 'closed none',
    timeout: 'closed none',
    violation: 'closed none',
    hangup: 'closed none',
    shutdown: 'closed none',
  },
};

const STATES = Object.keys(EXPECTED) as ConnectionState[];
const EVENTS = Object.keys(EXPECTED.startup) as ConnectionEvent[];

describe('[G1] every event in every state', () => {
  test.each(STATES.flatMap((state) => EVENTS.map((event) => [state, event] as const)))(
    '%s, %s',
    (state, event) => {
      const step = TRANSITIONS[state][event];
      expect(step === IMPOSSIBLE ? '-' : `${step.state} ${step.action}`).toBe(
        EXPECTED[state][event],
      );
    },
  );
});

test('[G2] the session is left only by giving it back or by rolling back', () => {
  const owns = (state: ConnectionState) => state === 'owning' || state === 'copying';
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 60 }), (events) => {
      let state: ConnectionState = 'startup';
      for (const event of events) {
        if (TRANSITIONS[state][event] === IMPOSSIBLE) {
          const before = state;
          expect(() => nextStep(before, event)).toThrow(`that is ${before} cannot have ${event}`);
          continue;
        }
        const step = nextStep(state, event);
        if (owns(state) && !owns(step.state))
          expect(['release', 'roll_back']).toContain(step.action);
        if (!owns(state) && owns(step.state)) expect(event).toBe('turn');
        if (state === 'closed') expect(step).toEqual({ state: 'closed', action: 'none' });
        state = step.state;
      }
    }),
  );
});
