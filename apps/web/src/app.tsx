import { ActivityScreen } from './features/activity/activity-screen.tsx';
import { HomeScreen } from './features/codebases/home-screen.tsx';
import { OverviewScreen } from './features/codebases/overview-screen.tsx';
import { SignIn } from './features/session/sign-in.tsx';
import { useSignedOut } from './features/session/use-signed-out.ts';
import { NotAPlace } from './features/shell/not-a-place.tsx';
import { Shell } from './features/shell/shell.tsx';
import { SymbolsScreen } from './features/symbols/symbols-screen.tsx';
import { hrefOf, type Route, useRoute } from './routes.tsx';
import { ErrorBoundary } from './ui/error-boundary.tsx';

export function App() {
  const route = useRoute();
  if (useSignedOut()) return <SignIn />;
  return (
    <Shell route={route}>
      <ErrorBoundary place={hrefOf(route)}>
        <Screen route={route} />
      </ErrorBoundary>
    </Shell>
  );
}

function Screen({ route }: { readonly route: Route }) {
  switch (route.page) {
    case 'home':
      return <HomeScreen />;
    case 'overview':
      return <OverviewScreen key={route.codebase} codebase={route.codebase} job={route.job} />;
    case 'symbols':
      return <SymbolsScreen key={route.codebase} route={route} />;
    case 'activity':
      return <ActivityScreen key={route.list} route={route} />;
    case 'unknown':
      return <NotAPlace path={route.path} />;
  }
}
