import {
  actions,
  enforcements,
  events,
  executions,
  health,
  rules,
  sensors,
  system,
  triggers,
  workers,
} from '../../pipeline-places.ts';
import type { Place } from '../../places.ts';
import type { NavGroup } from './nav-group.ts';

/** How everything is, at a glance. */
export function overviewGroup(codebase: string | null): NavGroup {
  return {
    label: 'Clew',
    items: [{ label: 'Overview', icon: 'overview', place: hereOf(codebase)(health()) }],
  };
}

/** The pages about what happens, and about what makes it happen. */
export function pipelineGroups(codebase: string | null): readonly NavGroup[] {
  const here = hereOf(codebase);
  return [
    {
      label: 'Pipeline',
      items: [
        { label: 'Events', icon: 'events', place: here(events()) },
        { label: 'Enforcements', icon: 'enforcements', place: here(enforcements()) },
        { label: 'Executions', icon: 'executions', place: here(executions()) },
      ],
    },
    {
      label: 'Definitions',
      items: [
        { label: 'Rules', icon: 'rules', place: here(rules()) },
        { label: 'Triggers', icon: 'triggers', place: here(triggers()) },
        { label: 'Actions', icon: 'actions', place: here(actions()) },
        { label: 'Sensors', icon: 'sensors', place: here(sensors()) },
      ],
    },
    {
      label: 'Running it',
      items: [
        { label: 'Workers', icon: 'workers', place: here(workers()) },
        { label: 'System', icon: 'settings', place: here(system()) },
      ],
    },
  ];
}

/** Places that keep the codebase which the reader came from. */
function hereOf(codebase: string | null): (place: Place) => Place {
  return ({ search: _, ...place }) => ({ ...place, search: { codebase } });
}
