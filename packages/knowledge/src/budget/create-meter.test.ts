import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMeter, type Reservation } from './create-meter.ts';

const prices = { input: 2, output: 10 };

test('a request that lacks tokens waits for what others give back', async () => {
  const meter = createMeter({ prices: null, budget: { tokens: 100, cost: null } });
  const first = await meter.reserve({ input: 60, output: 20 });
  let second: Reservation | null | undefined;
  const waiting = meter.reserve({ input: 60, output: 20 }).then((reservation) => {
    second = reservation;
  });
  await Promise.resolve();
  expect(second).toBe(undefined);
  first?.settle({ input: 5, output: 5, estimated: false });
  await waiting;
  expect(second).not.toBe(null);
  second?.lose();
  expect(meter.used()).toEqual({
    requests: 2,
    input_tokens: 65,
    output_tokens: 25,
    estimated_requests: 1,
    cost: null,
  });
});

test('what does not fit for certain ends the budget, for smaller requests too', async () => {
  const meter = createMeter({ prices: null, budget: { tokens: 100, cost: null } });
  expect(await meter.reserve({ input: 101, output: 0 })).toBe(null);
  expect(await meter.reserve({ input: 1, output: 1 })).toBe(null);
});

test('money is counted by its prices', async () => {
  const meter = createMeter({ prices, budget: { tokens: 1e9, cost: 0.2 } });
  const reservation = await meter.reserve({ input: 50_000, output: 10_000 });
  expect(reservation).not.toBe(null);
  const next = meter.reserve({ input: 1, output: 0 });
  reservation?.settle({ input: 50_000, output: 10_000, estimated: false });
  expect(await next).toBe(null);
  expect(meter.used()).toMatchObject({ requests: 1, cost: 0.2 });
});

test('no order of requests passes the budget', async () => {
  const request = fc.record({
    input: fc.nat(300),
    output: fc.nat(100),
    /** How much of what was set aside is used, or how else it ends. */
    end: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom('release', 'lose')),
    finishesEarly: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(request, { maxLength: 30 }),
      fc.integer({ min: 1, max: 2000 }),
      fc.option(fc.double({ min: 0.0001, max: 0.005, noNaN: true })),
      async (requests, tokens, cost) => {
        const meter = createMeter({ prices, budget: { tokens, cost } });
        let held = { input: 0, output: 0 };
        const check = () => {
          const used = meter.used();
          const input = used.input_tokens + held.input;
          const output = used.output_tokens + held.output;
          expect(input + output).toBeLessThanOrEqual(tokens);
          if (cost !== null) {
            expect((input * prices.input + output * prices.output) / 1e6).toBeLessThanOrEqual(cost);
          }
        };
        const answers = requests.map(async ({ input, output, end, finishesEarly }) => {
          const reservation = await meter.reserve({ input, output });
          if (reservation === null) return;
          held = { input: held.input + input, output: held.output + output };
          check();
          if (!finishesEarly) for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
          held = { input: held.input - input, output: held.output - output };
          if (end === 'release') reservation.release();
          else if (end === 'lose') reservation.lose();
          else {
            const used = { input: Math.floor(input * end), output: Math.floor(output * end) };
            reservation.settle({ ...used, estimated: false });
          }
          check();
        });
        await Promise.all(answers);
      },
    ),
  );
});
