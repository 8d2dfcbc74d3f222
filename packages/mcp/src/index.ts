export { createMcpServer, type McpServerOptions } from './create-mcp-server.ts';
export type { GraphSource, KnownCodebase } from './graph-source.ts';
