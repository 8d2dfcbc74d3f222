import {
  Link as RouterLink,
  type LinkProps as RouterLinkProps,
  useMatches,
  useNavigate,
  useRouter,
} from '@tanstack/react-router';
import { type AnchorHTMLAttributes, useCallback } from 'react';
import type { Place } from './places.ts';

interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  readonly to: Place;
}

/** A link to a page is not one to the pages below it; what stands for all of them says so itself. */
const exactly = { exact: true };

/** An anchor to a place; new tab, download and middle click stay the browser's business. */
export function Link({ to, ...rest }: LinkProps) {
  return <RouterLink {...rest} {...targetOf(to)} activeProps={{}} activeOptions={exactly} />;
}

export type Go = (place: Place, options?: { readonly replace?: boolean }) => void;

/** Moves to a place: as a new history entry, or (`replace`) in the stead of the current one. */
export function useGo(): Go {
  const navigate = useNavigate();
  return useCallback(
    (place, { replace = false } = {}) => {
      void navigate({ ...targetOf(place), replace });
    },
    [navigate],
  );
}

/** Loads what shows a place, before anybody goes there and even if the API is away by then. */
export function usePreload(): (place: Place) => void {
  const router = useRouter();
  return useCallback(
    (place) => {
      void router.preloadRoute(targetOf(place));
    },
    [router],
  );
}

/** The place that is shown. */
export function usePlace(): Place {
  const match = useMatches({ select: (matches) => matches.at(-1) });
  return {
    to: match?.fullPath ?? '/',
    params: { ...match?.params },
    search: { ...match?.search },
  };
}

/** A place names a path of the route tree, and its search values passed the schema of that route. */
function targetOf({
  to,
  params,
  search,
}: Place): Pick<RouterLinkProps, 'to' | 'params' | 'search'> {
  return { to, params, search } as Pick<RouterLinkProps, 'to' | 'params' | 'search'>;
}
