import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useGo } from '../../navigation.tsx';
import { type SystemTab, system } from '../../pipeline-places.ts';
import { Page } from '../../ui/page.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { type Tab, Tabs } from '../../ui/tabs.tsx';
import { GraphTab } from './graph-tab.tsx';
import { JobsTab } from './jobs-tab.tsx';
import { MigrationsTab } from './migrations-tab.tsx';
import { OrphanReport } from './orphan-report.tsx';
import { Quarantine } from './quarantine.tsx';
import { StorageTab } from './storage-tab.tsx';
import { TokensTab } from './tokens-tab.tsx';

const tabs: readonly Tab<SystemTab>[] = [
  { id: 'storage', label: 'Storage' },
  { id: 'jobs', label: 'Jobs' },
  { id: 'migrations', label: 'Migrations' },
  { id: 'graphs', label: 'Orphans' },
  { id: 'quarantine', label: 'Quarantine' },
  { id: 'tokens', label: 'Tokens' },
];

/** How Clew itself is: both stores on disk, their jobs and migrations, and who is let in. */
export function SystemPage() {
  const { tab, of } = useSearch({ from: '/history/system' });
  const go = useGo();
  return (
    <Page width="wide">
      <PageHeader
        title="System"
        lead="Both stores on disk, their jobs and migrations, and who is let in."
      />
      <Tabs
        label="Parts of the system"
        tabs={tabs}
        current={tab}
        onSelect={(next) => go(system({ tab: next }))}
      >
        <div className="grid gap-4 pt-4">{contentOf(tab, of)}</div>
      </Tabs>
    </Page>
  );
}

function contentOf(tab: SystemTab, of: string | null): ReactNode {
  switch (tab) {
    case 'storage':
      return <StorageTab hypertable={of} />;
    case 'jobs':
      return <JobsTab />;
    case 'migrations':
      return <MigrationsTab />;
    case 'graphs':
      return <GraphTab tab="graphs" codebase={of} part={OrphanReport} />;
    case 'quarantine':
      return <GraphTab tab="quarantine" codebase={of} part={Quarantine} />;
    case 'tokens':
      return <TokensTab />;
  }
}
