import { type Scope, scopeSchema } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Token } from '../../answers.ts';
import { call } from '../../api.ts';
import { formatMoment } from '../../format.ts';
import { ask } from '../../query.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PlainSelect } from '../../ui/plain-select.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { toast } from '../../ui/toasts.tsx';
import { Answered } from './answered.tsx';

/** Who is let in, and with what. Only who may do everything sees this. */
export function TokensTab() {
  const tokens = useQuery(ask(routes.listTokens, { query: { limit: 200 } }));
  const refresh = () => void tokens.refetch();
  const [revoking, setRevoking] = useState<Token | null>(null);
  return (
    <>
      <NewToken onMade={refresh} />
      <Panel title="Tokens" flush>
        <Answered answer={tokens} what="the tokens">
          {({ items }) => (
            <ScrollRegion className="table-scroll" label="All tokens">
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">Name</th>
                    <th scope="col">Begins with</th>
                    <th scope="col">May</th>
                    <th scope="col">State</th>
                    <th scope="col">Last used</th>
                    <th scope="col">Made</th>
                    <th scope="col" className="relative">
                      <span className="visually-hidden">Revoke</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((token) => (
                    <tr key={token.id}>
                      <th scope="row">{token.name}</th>
                      <td className="mono">{token.prefix}…</td>
                      <td>{token.scopes.join(', ')}</td>
                      <td>
                        <TokenState token={token} />
                      </td>
                      <td>
                        {token.last_used_at === null ? 'never' : <Moment at={token.last_used_at} />}
                      </td>
                      <td>
                        <Moment at={token.created} />
                        {token.created_by === null ? '' : ` by ${token.created_by}`}
                      </td>
                      <td>
                        {token.revoked_at === null ? (
                          <Button
                            look="quiet"
                            icon="trash"
                            aria-label={`Revoke ${token.name}`}
                            onClick={() => setRevoking(token)}
                          >
                            Revoke
                          </Button>
                        ) : null}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollRegion>
          )}
        </Answered>
      </Panel>
      {revoking === null ? null : (
        <Revoke token={revoking} onClose={() => setRevoking(null)} onDone={refresh} />
      )}
    </>
  );
}

function TokenState({ token }: { readonly token: Token }) {
  const { revoked_at, expires_at } = token;
  if (revoked_at !== null) {
    return <StatusBadge look={{ tone: 'neutral', icon: 'close' }}>revoked</StatusBadge>;
  }
  if (expires_at !== null && Date.parse(expires_at) <= Date.now()) {
    return <StatusBadge look={{ tone: 'neutral', icon: 'clock' }}>expired</StatusBadge>;
  }
  return (
    <StatusBadge
      look={{ tone: 'ok', icon: 'check' }}
      title={expires_at === null ? 'Until it is revoked' : `Until ${formatMoment(expires_at)}`}
    >
      valid
    </StatusBadge>
  );
}

interface RevokeProps {
  readonly token: Token;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function Revoke({ token: { id, name }, onClose, onDone }: RevokeProps) {
  const revoke = useMutation({
    mutationFn: () => call(routes.revokeToken, { params: { id } }),
    onSuccess: () => {
      toast(`${name} is revoked.`);
      onClose();
      onDone();
    },
  });
  return (
    <ConfirmDialog
      title={`Revoke ${name}?`}
      action="Revoke the token"
      busy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      It lets nobody in from now on. This cannot be undone; if it is your own, you are signed out.
    </ConfirmDialog>
  );
}

const lives = { never: null, month: 30, quarter: 90, year: 365 } as const;
type Life = keyof typeof lives;
const lifeNames: Readonly<Record<Life, string>> = {
  never: 'Until it is revoked',
  month: '30 days',
  quarter: '90 days',
  year: 'A year',
};
const dayMs = 86_400_000;

/** Makes a token and shows its secret, this once. */
function NewToken({ onMade }: { readonly onMade: () => void }) {
  const [name, setName] = useState('');
  const [scope, setScope] = useState<Scope>('read');
  const [life, setLife] = useState<Life>('never');
  const make = useMutation({
    mutationFn: () => {
      const days = lives[life];
      const expires_at = days === null ? null : new Date(Date.now() + days * dayMs).toISOString();
      return call(routes.createToken, {}, { body: { name, scopes: [scope], expires_at } });
    },
    onSuccess: () => {
      setName('');
      onMade();
    },
  });
  return (
    <Panel title="New token">
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <div className="flex flex-wrap items-end gap-3">
          <div className="w-56 max-tablet:w-full">
            <Field label="Name">
              {(control) => (
                <TextInput
                  {...control}
                  required
                  maxLength={100}
                  autoComplete="off"
                  value={name}
                  onChange={({ target }) => setName(target.value)}
                />
              )}
            </Field>
          </div>
          <Choice label="May" options={scopeSchema.options} value={scope} onChange={setScope} />
          <Choice
            label="Valid"
            options={['never', 'month', 'quarter', 'year'] as const}
            value={life}
            name={(option) => lifeNames[option]}
            onChange={setLife}
          />
          <Button type="submit" look="primary" icon="plus" disabled={make.isPending || name === ''}>
            Make a token
          </Button>
        </div>
        {make.error === null ? null : <ProblemNotice error={make.error} />}
        {make.data === undefined ? null : (
          <div className="grid gap-1 rounded-control bg-accent-soft p-3" role="status">
            <p className="flex items-center gap-2 font-medium">
              <Icon name="info" />
              Copy the secret of {make.data.name} now: it is shown this once.
            </p>
            <p className="flex items-center gap-1">
              <code className="min-w-0 wrap-anywhere" data-secret>
                {make.data.secret}
              </code>
              <CopyButton text={make.data.secret} what="the secret" />
            </p>
            <div>
              <Button look="quiet" onClick={() => make.reset()}>
                I have it
              </Button>
            </div>
          </div>
        )}
      </form>
    </Panel>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly options: readonly T[];
  readonly value: T;
  readonly name?: (option: T) => string;
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({
  label,
  options,
  value,
  name = (option) => option,
  onChange,
}: ChoiceProps<T>) {
  return (
    <Field label={label}>
      {({ id }) => (
        <PlainSelect
          id={id}
          value={value}
          onChange={({ target }) =>
            onChange(options.find((option) => option === target.value) ?? value)
          }
        >
          {options.map((option) => (
            <option key={option} value={option}>
              {name(option)}
            </option>
          ))}
        </PlainSelect>
      )}
    </Field>
  );
}
