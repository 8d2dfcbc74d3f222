import { routes } from '@clew/contracts/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import './sign-in.css';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Logo } from '../../ui/logo.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';

/** Asks for a token, which the browser then keeps where no script can read it. */
export function SignIn() {
  const id = useId();
  const client = useQueryClient();
  const [token, setToken] = useState('');
  const signIn = useMutation({
    mutationFn: (secret: string) => call(routes.createSession, {}, { body: { token: secret } }),
    onSuccess: () => client.resetQueries(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate(token.trim());
  };
  return (
    <main className="sign-in">
      <title>Sign in · Clew</title>
      <form className="panel sign-in-form" onSubmit={submit}>
        <Logo size={32} />
        <h1>Sign in</h1>
        <label htmlFor={id}>Token</label>
        <input
          id={id}
          type="password"
          autoComplete="current-password"
          spellCheck={false}
          required
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
        <p className="sign-in-hint">
          The first one is on the machine of the API, in the file <code>token</code> of{' '}
          <code>CLEW_HOME</code>.
        </p>
        {signIn.isError ? <ProblemNotice error={signIn.error} /> : null}
        <Button type="submit" look="primary" disabled={signIn.isPending || token.trim() === ''}>
          Sign in
        </Button>
      </form>
    </main>
  );
}
