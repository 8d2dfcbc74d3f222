import { routes } from '@clew/contracts/api';
import { useQueryClient } from '@tanstack/react-query';
import { useGo } from '../../navigation.tsx';
import { trigger } from '../../pipeline-places.ts';
import { Page } from '../../ui/page.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TriggerEditor } from './trigger-editor.tsx';

export function NewTriggerPage() {
  const go = useGo();
  const client = useQueryClient();
  return (
    <Page>
      <PageHeader title="New trigger" lead="A kind of event, and what its payload looks like." />
      <TriggerEditor
        saved={null}
        readOnly={false}
        onSaved={(ref) => {
          void client.invalidateQueries({ queryKey: [routes.listTriggers.path] });
          go(trigger(ref));
        }}
      />
    </Page>
  );
}
