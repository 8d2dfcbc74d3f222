import { gone, type Lost } from './not-there.ts';
import vanished from 'not-installed';
import { absent } from './functions.ts';

export function unknown(anything: any, table: Record<string, () => void>, key: string): void {
  anything.method();
  anything.property;
  anything();
  new anything.Thing();
  table[key]?.();
  table.entry?.();
  gone();
  vanished.member();
  absent();
  undeclared();
}

export function anonymous(callback: () => void, options: { done(): void }): void {
  callback();
  options.done();
  new Promise<void>((resolve) => resolve());
}

export class Orphan extends gone implements Lost {}

export async function loads(name: string): Promise<void> {
  await import(name);
  await import('./not-there-either.ts');
}

export function wrongMember(): void {
  [].notAMethod();
}
