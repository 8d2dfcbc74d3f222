import { routes } from '@clew/contracts/api';
import { action } from '../../pipeline-places.ts';
import { NewDefinitionPage } from '../definitions/new-definition-page.tsx';
import { ActionEditor } from './action-editor.tsx';

export function NewActionPage() {
  return (
    <NewDefinitionPage
      title="New action"
      lead="Something that rules can have done, with limits of its own. One that starts a program can only be defined in a file."
      listPath={routes.listActions.path}
      place={action}
    >
      {(onSaved) => (
        <ActionEditor saved={null} readOnly={false} onSaved={onSaved} onStale={() => {}} />
      )}
    </NewDefinitionPage>
  );
}
