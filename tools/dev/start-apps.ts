import type { Stack } from './stack.ts';
import { startStackProcess } from './stack-process.ts';

const apps = ['@clew/api', '@clew/worker', '@clew/web'];

/** Starts API, worker and web UI through turbo; the stack ends when one of them does. */
export function startApps(input: {
  readonly stack: Stack;
  readonly environment: NodeJS.ProcessEnv;
}): void {
  const { stack, environment } = input;
  const process = startStackProcess({
    name: 'apps',
    program: new URL('./apps.ts', import.meta.url),
    args: apps,
    environment: {
      ...environment,
      NO_COLOR: '1',
      TURBO_TELEMETRY_DISABLED: '1',
      TURBO_NO_UPDATE_NOTIFIER: '1',
      DO_NOT_TRACK: '1',
    },
    onLine(line) {
      const { app, text } = appLine(line);
      if (app === null) stack.log('turbo').write(text);
      else stack.hear(app, text);
    },
  });
  stack.add(process, (how) => whyEnded(stack, how));
}

/** Turbo prints `<package>:dev: <line>`; its own lines have no such prefix. */
export function appLine(line: string): { readonly app: string | null; readonly text: string } {
  const [, app = null, text = line] = /^@clew\/([a-z-]+):dev: (.*)$/.exec(line) ?? [];
  return { app, text };
}

/** Turbo's closing lines name the app that failed; its latest lines tell why. */
export function failedApp(turboLines: readonly string[]): string | null {
  for (const line of turboLines) {
    const [, app] = /^Failed:\s+@clew\/([a-z-]+)#dev/.exec(line) ?? [];
    if (app !== undefined) return app;
  }
  return null;
}

function whyEnded(stack: Stack, how: string): string {
  const app = failedApp(stack.log('turbo').tail());
  const { path, tail } = stack.log(app ?? 'turbo');
  const lines = tail().map((line) => `  ${line}`);
  return `${app ?? 'The apps'} ended (${how}). The latest of ${path}:\n${lines.join('\n')}`;
}
