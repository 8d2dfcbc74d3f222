import { createRequire } from 'node:module';
import { ClewError } from '@clew/contracts';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import type { GraphSource } from './graph-source.ts';
import { ToolProblem } from './tool-problem.ts';
import { changes } from './tools/changes.ts';
import { check } from './tools/check.ts';
import { impact } from './tools/impact.ts';
import { path } from './tools/path.ts';
import { search } from './tools/search.ts';
import { symbol } from './tools/symbol.ts';
import type { Tool } from './tools/tool.ts';

export interface McpServerOptions {
  readonly source: GraphSource;
  readonly now?: () => Date;
  /** Told of what is no fault of the caller. */
  readonly onError: (error: unknown) => void;
}

const manifestSchema = z.object({ version: z.string() });

const instructions =
  'Clew knows the graph of a codebase: true callers from the compiler, not text matches. Answers say whether they are exact or a lower bound. Find a name with `search`, look at it with `symbol`, ask `impact` before changing it, and `changes` and `check` afterwards.';

/** A server of the Model Context Protocol; every tool only reads. Connect it to one transport. */
export function createMcpServer({
  source,
  onError,
  now = () => new Date(),
}: McpServerOptions): McpServer {
  const { version } = manifestSchema.parse(createRequire(import.meta.url)('../package.json'));
  const server = new McpServer({ name: 'clew', version }, { instructions });
  const register = <Shape extends z.ZodRawShape>(tool: Tool<Shape>): void => {
    const { name, title, description, input } = tool;
    const annotations = { readOnlyHint: true, openWorldHint: false };
    const config = { title, description, inputSchema: input as z.ZodRawShape, annotations };
    server.registerTool(name, config, async (given, { signal }) => {
      try {
        const call = {
          ctx: { source, signal, now },
          // The server has parsed it with the schema of the same tool.
          input: given as z.output<z.ZodObject<Shape>>,
        };
        return { content: [{ type: 'text', text: await tool.answer(call) }] };
      } catch (error) {
        return { isError: true, content: [{ type: 'text', text: explain(error, onError) }] };
      }
    });
  };
  register(search);
  register(symbol);
  register(impact);
  register(path);
  register(changes);
  register(check);
  return server;
}

function explain(error: unknown, onError: (error: unknown) => void): string {
  if (error instanceof ToolProblem) return error.message;
  if (error instanceof ClewError && error.problem !== 'internal') return error.message;
  onError(error);
  return 'Clew failed to answer; its log says why. Try again, or ask something narrower.';
}
