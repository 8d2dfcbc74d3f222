/** A ball of thread with its loose end: the clew. */
export function Logo({ size = 24 }: { readonly size?: number }) {
  return (
    <svg
      className="logo"
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <circle cx="14" cy="14" r="11" className="logo-ball" />
      <g stroke="currentColor" strokeWidth="1.6" className="logo-thread">
        <path d="M5 9.5c4-3 11.5-4.5 17-2" />
        <path d="M3.3 14c4.5-4.5 13.5-6.5 20.2-2.5" />
        <path d="M4.2 18.5C8 13 16.5 10.5 24.5 15.5" />
        <path d="M7.5 22.5C9.5 17.5 16 14.5 23.2 19.5" />
        <path d="M10.5 3.8c-3.5 5-3.8 13.5.5 20.5" />
        <path d="M15.5 3.2c-3 6-2.8 14.5 1.8 21.2" />
      </g>
      <path
        d="M21 22.3c2.5 3.8 4.5 6.2 9 6.2"
        stroke="currentColor"
        strokeWidth="2"
        className="logo-thread"
      />
    </svg>
  );
}
