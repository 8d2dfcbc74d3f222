import { routes } from '@clew/contracts/api';
import { lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { call } from './api.ts';
import { ApiError } from './api-error.ts';

/**
 * A page that is loaded when it is first shown. When that fails the router loads the whole document
 * anew, as is right after an update of the server. While nothing answers that would leave the reader
 * with nothing at all, so it is said in place instead, and can be tried again.
 */
export function lazyPage<K extends string, T extends Readonly<Record<K, ComponentType>>>(
  load: () => Promise<T>,
  name: K,
) {
  return lazyRouteComponent<T, K>(async () => {
    try {
      return await load();
    } catch (error) {
      throw (await isSilent())
        ? ApiError.unreachable('This page could not be loaded.', error)
        : error;
    }
  }, name);
}

async function isSilent(): Promise<boolean> {
  try {
    await call(routes.getHealth, {});
    return false;
  } catch (error) {
    return error instanceof ApiError && error.code === 'unreachable';
  }
}
