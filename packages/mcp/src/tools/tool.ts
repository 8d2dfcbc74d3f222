import { z } from 'zod';
import type { GraphSource } from '../graph-source.ts';

export interface ToolContext {
  readonly source: GraphSource;
  readonly signal: AbortSignal;
  /** The day by which exemptions are judged. */
  readonly now: () => Date;
}

/** A question that an agent may ask; the answer is text for it to read. */
export interface Tool<Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Shape;
  /** @throws ToolProblem, and what the graph throws */
  answer(call: {
    readonly ctx: ToolContext;
    readonly input: z.output<z.ZodObject<Shape>>;
  }): Promise<string>;
}

export function defineTool<Shape extends z.ZodRawShape>(tool: Tool<Shape>): Tool<Shape> {
  return tool;
}

/** Parameters that every tool has. */
export const commonInput = {
  codebase: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe('Name of the codebase; not needed when there is only one.'),
  max_tokens: z
    .number()
    .int()
    .min(300)
    .max(20_000)
    .default(2000)
    .describe('Most tokens of the answer; what does not fit is counted.'),
};

export const symbolNameInput = z
  .string()
  .min(1)
  .max(4096)
  .describe(
    'Fully qualified name, or the end of one that is unique: `openGraph`, `Cart.add`, `src/cart.ts#Cart`.',
  );
