import { routes } from '@clew/contracts/api';

/** Whether a question is about graphs, so that its answer may be another one when a graph has changed. */
export function isAboutGraph({ queryKey: [path] }: { readonly queryKey: readonly unknown[] }) {
  return typeof path === 'string' && path.startsWith(routes.listCodebases.path);
}
