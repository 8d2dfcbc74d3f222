import type { StoreMigrations } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { formatMoment } from '../../format.ts';
import { ask } from '../../query.ts';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Answered } from './answered.tsx';

/** What was done to the schema of each store, and what is still to be done. */
export function MigrationsTab() {
  const migrations = useQuery(ask(routes.getMigrations, {}));
  return (
    <Answered answer={migrations} what="the migrations">
      {({ events, graphs }) => (
        <>
          <Store name="Event store" migrations={events} />
          {graphs.length === 0 ? (
            <p className="faint">There is no graph yet: index a codebase to make one.</p>
          ) : null}
          {graphs.map(({ codebase, migrations: state, error }) =>
            state === null ? (
              <Panel key={codebase} title={`Graph of ${codebase}`}>
                <p className="flex items-start gap-2 text-danger">
                  <Icon name="error" />
                  {error}
                </p>
              </Panel>
            ) : (
              <Store key={codebase} name={`Graph of ${codebase}`} migrations={state} />
            ),
          )}
        </>
      )}
    </Answered>
  );
}

interface StoreProps {
  readonly name: string;
  readonly migrations: {
    readonly applied: readonly Readonly<StoreMigrations['applied'][number]>[];
    readonly pending: readonly string[];
  };
}

function Store({ name, migrations: { applied, pending } }: StoreProps) {
  return (
    <Panel
      title={name}
      flush
      aside={
        pending.length === 0 ? (
          <StatusBadge
            look={{ tone: 'ok', icon: 'check' }}
            title="Every migration is applied, and none was changed since: their checksums are compared"
          >
            up to date, unchanged
          </StatusBadge>
        ) : (
          <StatusBadge look={{ tone: 'warn', icon: 'warning' }}>
            {`${pending.length} to apply`}
          </StatusBadge>
        )
      }
    >
      {pending.length === 0 ? null : (
        <p className="border-b border-line px-4 py-3">
          <code>pnpm db:migrate</code> applies {pending.join(', ')}.
        </p>
      )}
      <ol aria-label={`Migrations of ${name}`}>
        {applied.toReversed().map((migration) => (
          <li
            key={migration.name}
            className="flex flex-wrap justify-between gap-x-4 border-t border-line px-4 py-1.5 first:border-0"
          >
            <span className="mono">{migration.name}</span>
            <time dateTime={migration.applied_at} className="numeric text-xs text-ink-faint">
              {formatMoment(migration.applied_at)}
            </time>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
