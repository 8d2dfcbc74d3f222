import { createRootRoute } from '@tanstack/react-router';
import { App } from './app.tsx';
import { NotAPlace } from './features/shell/not-a-place.tsx';

/** What every page is a part of. */
export const root = createRootRoute({ component: App, notFoundComponent: NotAPlace });
