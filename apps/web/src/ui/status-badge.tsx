import { Icon, type IconName } from './icon.tsx';
import { Tag, type Tone } from './tag.tsx';

/** How a state looks: its tone, and an icon that says the same without colour. */
export interface StatusLook {
  readonly tone: Tone;
  readonly icon: IconName;
}

interface StatusBadgeProps {
  readonly look: StatusLook;
  readonly children: string;
  readonly title?: string;
}

/** A state in a word, with an icon and a colour: neither alone carries the meaning. */
export function StatusBadge({ look, children, title }: StatusBadgeProps) {
  return (
    <Tag tone={look.tone} {...(title === undefined ? {} : { title })}>
      <Icon name={look.icon} size={12} />
      {children}
    </Tag>
  );
}
