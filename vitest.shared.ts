import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** Test settings that every package shares; workspace packages resolve to their TypeScript sources. */
export function clewTests(test: ViteUserConfig['test'] = {}): ViteUserConfig {
  return defineConfig({
    resolve: { conditions: ['source'] },
    ssr: { resolve: { conditions: ['source', 'node'] } },
    test: {
      include: ['src/**/*.test.ts'],
      reporters: ['default', 'json'],
      outputFile: { json: '.vitest/report.json' },
      maxWorkers: 2,
      // What is waited for may take long on a loaded machine; what never comes fails all the same.
      expect: { poll: { timeout: 30_000 } },
      testTimeout: 240_000,
      hookTimeout: 240_000,
      ...test,
    },
  });
}
