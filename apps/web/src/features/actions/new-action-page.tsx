import { routes } from '@clew/contracts/api';
import { useQueryClient } from '@tanstack/react-query';
import { useGo } from '../../navigation.tsx';
import { action } from '../../pipeline-places.ts';
import { Page } from '../../ui/page.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ActionEditor } from './action-editor.tsx';

export function NewActionPage() {
  const go = useGo();
  const client = useQueryClient();
  return (
    <Page>
      <PageHeader
        title="New action"
        lead="Something that rules can have done, with limits of its own. One that starts a program can only be defined in a file."
      />
      <ActionEditor
        saved={null}
        readOnly={false}
        onSaved={(ref) => {
          void client.invalidateQueries({ queryKey: [routes.listActions.path] });
          go(action(ref));
        }}
      />
    </Page>
  );
}
