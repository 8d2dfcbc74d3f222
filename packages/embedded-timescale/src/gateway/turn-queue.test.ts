import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TurnQueue } from './turn-queue.ts';

test('[Q1] turns are granted one at a time, first come, first served', () => {
  const member = fc.integer({ min: 0, max: 4 });
  const action = fc.record({ kind: fc.constantFrom('join', 'grant', 'release', 'leave'), member });
  const members = Array.from({ length: 5 }, (_, id) => ({ id }));
  fc.assert(
    fc.property(fc.array(action, { maxLength: 80 }), (actions) => {
      const queue = new TurnQueue<{ id: number }>();
      let owner: number | undefined;
      let waiting: number[] = [];
      for (const { kind, member: id } of actions) {
        const subject = members[id] ?? { id };
        switch (kind) {
          case 'join':
            queue.join(subject);
            if (owner !== id && !waiting.includes(id)) waiting.push(id);
            break;
          case 'grant':
            if (owner === undefined) owner = waiting.shift();
            expect(queue.grant()?.id).toBe(owner);
            break;
          case 'release':
            queue.release(subject);
            if (owner === id) owner = undefined;
            break;
          default:
            expect(queue.leave(subject)).toBe(owner === id);
            waiting = waiting.filter((other) => other !== id);
            if (owner === id) owner = undefined;
        }
        expect(queue.owner?.id).toBe(owner);
        expect(queue.waiting).toBe(waiting.length);
      }
    }),
  );
});
