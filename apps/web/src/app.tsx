import { SignIn } from './features/session/sign-in.tsx';
import { useSignedOut } from './features/session/use-signed-out.ts';
import { Shell } from './features/shell/shell.tsx';

/** What stands around every page; whoever is not signed in is asked to first. */
export function App() {
  return useSignedOut() ? <SignIn /> : <Shell />;
}
