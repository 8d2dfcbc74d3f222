import { clewTests } from '../../vitest.shared.ts';

export default clewTests({
  include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
  // A dependency of the protocol's client offers its TypeScript under `source` too, which Node cannot read.
  server: { deps: { inline: [/eventsource/, /@modelcontextprotocol/] } },
});
