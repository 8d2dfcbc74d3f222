import { routes } from '@clew/contracts/api';
import { trigger } from '../../pipeline-places.ts';
import { NewDefinitionPage } from '../definitions/new-definition-page.tsx';
import { TriggerEditor } from './trigger-editor.tsx';

export function NewTriggerPage() {
  return (
    <NewDefinitionPage
      title="New trigger"
      lead="A kind of event, and what its payload looks like."
      listPath={routes.listTriggers.path}
      place={trigger}
    >
      {(onSaved) => (
        <TriggerEditor saved={null} readOnly={false} onSaved={onSaved} onStale={() => {}} />
      )}
    </NewDefinitionPage>
  );
}
