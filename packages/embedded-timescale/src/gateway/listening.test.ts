import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Statement } from '../sql/classify.ts';
import { notListening, statementDone, statementFailed, transactionEnded } from './listening.ts';

type Step = Extract<
  Statement,
  { kind: 'listen' | 'unlisten' | 'savepoint' | 'release' | 'rollback_to' }
>;

const channel = fc.constantFrom('a', 'b', 'c');
const name = fc.constantFrom('s', 't');
const step: fc.Arbitrary<Step> = fc.oneof(
  channel.map((value) => ({ kind: 'listen' as const, channel: value })),
  fc.option(channel).map((value) => ({ kind: 'unlisten' as const, channel: value })),
  name.map((value) => ({ kind: 'savepoint' as const, name: value })),
  name.map((value) => ({ kind: 'release' as const, name: value })),
  name.map((value) => ({ kind: 'rollback_to' as const, name: value })),
);

/** The same by copying the whole set at each savepoint, as a reader of the manual would. */
class Model {
  committed: ReadonlySet<string> = new Set();
  #current = new Set<string>();
  #savepoints: { readonly name: string; readonly channels: ReadonlySet<string> }[] = [];

  /** Whether the backend would do it: a savepoint must exist. */
  allows(next: Step): boolean {
    if (next.kind !== 'release' && next.kind !== 'rollback_to') return true;
    return this.#savepoints.some((savepoint) => savepoint.name === next.name);
  }

  do(next: Step): void {
    switch (next.kind) {
      case 'listen':
        this.#current.add(next.channel);
        break;
      case 'unlisten':
        if (next.channel === null) this.#current.clear();
        else this.#current.delete(next.channel);
        break;
      case 'savepoint':
        this.#savepoints.push({ name: next.name, channels: new Set(this.#current) });
        break;
      case 'release':
        this.#savepoints.length = this.#last(next.name);
        break;
      case 'rollback_to': {
        const at = this.#last(next.name);
        this.#current = new Set(this.#savepoints[at]?.channels);
        this.#savepoints.length = at + 1;
      }
    }
  }

  end(outcome: 'commit' | 'rollback'): void {
    if (outcome === 'commit') this.committed = new Set(this.#current);
    this.#current = new Set(this.committed);
    this.#savepoints = [];
  }

  #last(wanted: string): number {
    return this.#savepoints.findLastIndex(({ name: given }) => given === wanted);
  }
}

test('transactions and savepoints decide what is listened to, as in the model', () => {
  const transaction = fc.record({
    steps: fc.array(step, { maxLength: 12 }),
    outcome: fc.constantFrom<'commit' | 'rollback'>('commit', 'rollback'),
  });
  fc.assert(
    fc.property(fc.array(transaction, { maxLength: 6 }), (transactions) => {
      const model = new Model();
      let listening = notListening;
      for (const { steps, outcome } of transactions) {
        for (const next of steps) {
          if (!model.allows(next)) continue;
          model.do(next);
          listening = statementDone(listening, next, 'DONE');
        }
        model.end(outcome);
        listening = statementDone(listening, { kind: outcome }, outcome.toUpperCase());
        listening = transactionEnded(listening);
        expect(listening.channels).toEqual(model.committed);
      }
    }),
  );
});

test('a transaction that failed commits nothing, unless it went back to a savepoint', () => {
  const listened = statementDone(notListening, { kind: 'listen', channel: 'a' }, 'LISTEN');
  expect(transactionEnded(statementFailed(listened)).channels.size).toBe(0);
  const saved = statementDone(listened, { kind: 'savepoint', name: 's' }, 'SAVEPOINT');
  const back = statementDone(
    statementFailed(saved),
    { kind: 'rollback_to', name: 's' },
    'ROLLBACK',
  );
  expect([...statementDone(back, { kind: 'commit' }, 'COMMIT').channels]).toEqual(['a']);
});

test('COMMIT that is done as a rollback commits nothing', () => {
  const listened = statementDone(notListening, { kind: 'listen', channel: 'a' }, 'LISTEN');
  expect(
    statementDone(statementFailed(listened), { kind: 'commit' }, 'ROLLBACK').channels.size,
  ).toBe(0);
});

test('DISCARD ALL stops listening', () => {
  const listened = transactionEnded(
    statementDone(notListening, { kind: 'listen', channel: 'a' }, 'LISTEN'),
  );
  expect(listened.channels.size).toBe(1);
  expect(
    transactionEnded(statementDone(listened, { kind: 'discard_all' }, 'DISCARD ALL')).channels.size,
  ).toBe(0);
});
