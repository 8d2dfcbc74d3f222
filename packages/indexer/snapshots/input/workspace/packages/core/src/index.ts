export { deepest } from './deep/deepest.js';

export interface Plugin {
  run(): void;
}

export function register(plugin: Plugin): void {
  plugin.run();
}
