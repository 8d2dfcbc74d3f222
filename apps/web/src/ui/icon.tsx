const paths = {
  overview: 'M2.5 2.5h4.5v6H2.5zM9 2.5h4.5v3.5H9zM9 8.5h4.5v5H9zM2.5 11h4.5v2.5H2.5z',
  symbols: 'M6 3.5 2.5 8 6 12.5M10 3.5 13.5 8 10 12.5',
  events: 'M8.8 1.8 3.5 9h4l-.3 5.2L12.5 7h-4z',
  enforcements: 'M8 1.8 13 3.7v4c0 3.2-2.1 5.4-5 6.5-2.9-1.1-5-3.3-5-6.5v-4zM5.8 8l1.6 1.6 2.9-3.2',
  executions: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM6.8 5.7v4.6L10.4 8z',
  reference: 'M3 2.5h7.5a2 2 0 0 1 2 2v9H5a2 2 0 0 1-2-2zM3 11.5a1.8 1.8 0 0 1 2-1.8h7.5M6 5.5h3.5',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3 13.8 13.8',
  copy: 'M5.5 5.5h7a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1zM10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2',
  check: 'M3 8.5 6.3 12 13 4.5',
  warning: 'M8 2.3 14.2 13H1.8zM8 6.5v3M8 11.4v.1',
  error: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5v3.6M8 10.9v.1',
  retry: 'M13 8a5 5 0 1 1-1.6-3.7L13 5.8M13 2.5v3.3H9.7',
  up: 'M8 13V3.5M4 7l4-3.5L12 7',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  chevron: 'M4.5 6.2 8 9.8l3.5-3.6',
  close: 'M4 4l8 8M12 4l-8 8',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.6v1.3M8 13.1v1.3M14.4 8h-1.3M2.9 8H1.6M12.5 3.5l-.9.9M4.4 11.6l-.9.9M12.5 12.5l-.9-.9M4.4 4.4l-.9-.9',
  moon: 'M13.3 9.6A5.7 5.7 0 0 1 6.4 2.7a5.7 5.7 0 1 0 6.9 6.9z',
  system: 'M2.5 3h11v7.5h-11zM6 13.5h4M8 10.5v3',
  graph:
    'M4 3.2a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2zM12 2a1.6 1.6 0 1 0 0 3.2A1.6 1.6 0 0 0 12 2zM9 10.4a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2zM5.6 4.6l4.8-.8M4.8 6.2l3.4 4.4M11.5 5.1l-1.9 5.4',
  impact: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 7.9v.2',
  changes: 'M4.5 2.5v11M2.5 4.5l2-2 2 2M11.5 13.5v-11M9.5 11.5l2 2 2-2',
  layers: 'M8 2 14 5 8 8 2 5zM2.5 8 8 10.8 13.5 8M2.5 11 8 13.8l5.5-2.8',
  rules: 'M3 3h10M3 8h6M3 13h4M11 9.5l1.5 1.5 2.2-2.6',
  triggers: 'M8 1.8v3M8 11.2v3M1.8 8h3M11.2 8h3M8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  sensors:
    'M8 7a1 1 0 1 0 0 2 1 1 0 0 0 0-2zM5.2 10.8a4 4 0 0 1 0-5.6M10.8 5.2a4 4 0 0 1 0 5.6M3.2 12.8a6.8 6.8 0 0 1 0-9.6M12.8 3.2a6.8 6.8 0 0 1 0 9.6',
  actions: 'M2.5 3.5h11v9h-11zM5 6.5l2 1.7-2 1.8M8.5 10H11',
  workers: 'M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.1M5 11h.1',
  settings:
    'M8 5.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4',
  pulse: 'M1.8 8.5h3l1.7-5 3 9.5 1.9-6 .9 1.5h2.2',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.8V8l2.2 1.6',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.2v9.6L12.5 8z',
  stop: 'M4 4h8v8H4z',
  plus: 'M8 3v10M3 8h10',
  edit: 'M3 13l.6-2.8 7-7 2.2 2.2-7 7zM9.4 4.4l2.2 2.2',
  filter: 'M2.5 3.5h11L9.3 8.6v4.2l-2.6-1.3V8.6z',
  list: 'M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.1M2.5 8h.1M2.5 12h.1',
  expand: 'M9.5 2.5h4v4M6.5 13.5h-4v-4M13.5 2.5 9 7M2.5 13.5 7 9',
  info: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 7.2v4M8 4.9v.1',
  codebases:
    'M2.5 4.5V12a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1V5.5a1 1 0 0 0-1-1H8L6.5 3h-3a1 1 0 0 0-1 1z',
  trash: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.3 4.5l.6 9h6.2l.6-9M6.7 7v4M9.3 7v4',
} as const;

export type IconName = keyof typeof paths;

/** A 16 px line drawing in the colour of the text beside it; decoration, so never read out. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
