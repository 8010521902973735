import type { ReactNode } from 'react'

const ring = <circle cx="8" cy="8" r="5.75" />

/** What stands inside a 16 × 16 box, in strokes of 1.5. */
export const ICON_SHAPES = {
  check: <path d="m3.25 8.5 3.1 3.1 6.4-7" />,
  columns: (
    <>
      <rect x="2.25" y="2.75" width="11.5" height="10.5" rx="1.25" />
      <path d="M6.1 2.75v10.5M9.9 2.75v10.5" />
    </>
  ),
  companies: (
    <path d="M3.25 13.5V3.25c0-.55.45-1 1-1h4c.55 0 1 .45 1 1V13.5M9.25 6.5h2.5c.55 0 1 .45 1 1v6M1.75 13.5h12.5M5.5 5.25h1.5M5.5 8h1.5M5.5 10.75h1.5" />
  ),
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.25" />
      <path d="M10.5 5.5V3.75c0-.7-.55-1.25-1.25-1.25h-5.5c-.7 0-1.25.55-1.25 1.25v5.5c0 .7.55 1.25 1.25 1.25H5.5" />
    </>
  ),
  flask: <path d="M6.25 2.25h3.5M6.75 2.5v4l-3.6 5.7c-.45.7.05 1.55.85 1.55h8c.8 0 1.3-.85.85-1.55L9.25 6.5v-4M4.75 10h6.5" />,
  gap: <path d="M1.75 8h3.5M10.75 8h3.5M5.25 5v6M10.75 5v6" />,
  hours: (
    <>
      {ring}
      <path d="M8 4.75V8l2.25 1.5" />
    </>
  ),
  keyboard: (
    <>
      <rect x="1.75" y="4" width="12.5" height="8" rx="1.25" />
      <path d="M4.5 6.75h.01M7 6.75h.01M9.25 6.75h.01M11.5 6.75h.01M5.5 9.5h5" />
    </>
  ),
  lock: (
    <>
      <rect x="3.25" y="7" width="9.5" height="6.75" rx="1.25" />
      <path d="M5.25 7V5a2.75 2.75 0 0 1 5.5 0v2" />
    </>
  ),
  monitor: (
    <>
      <rect x="1.75" y="2.75" width="12.5" height="8.5" rx="1.25" />
      <path d="M5.5 13.75h5M8 11.25v2.5" />
    </>
  ),
  moon: <path d="M13.25 9.4A5.5 5.5 0 1 1 6.6 2.75a4.4 4.4 0 0 0 6.65 6.65z" />,
  offline: (
    <path d="M5.2 5.1a3.75 3.75 0 0 0-.95.9 3 3 0 0 0 .25 6h6.5M7.25 4.05A3.75 3.75 0 0 1 11.5 7.25 2.5 2.5 0 0 1 13.6 10.8M2.5 2.5l11 11" />
  ),
  plans: <path d="M2.25 13.5v-3.25h3.75M6 13.5V6.75h4M10 13.5V3.25h3.75V13.5M1.75 13.5h12.5" />,
  plus: <path d="M8 3.25v9.5M3.25 8h9.5" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.4 10.4 3.35 3.35" />
    </>
  ),
  settings: (
    <>
      <path d="M2 4.75h6.25M12 4.75h2M2 11.25h2M7.75 11.25H14" />
      <circle cx="10.1" cy="4.75" r="1.85" />
      <circle cx="5.9" cy="11.25" r="1.85" />
    </>
  ),
  sortDown: <path d="M8 3.25v9.5M4.5 9.25 8 12.75l3.5-3.5" />,
  sortUp: <path d="M8 12.75v-9.5M4.5 6.75 8 3.25l3.5 3.5" />,
  active: (
    <>
      {ring}
      <path d="m5.5 8.2 1.75 1.75 3.25-3.65" />
    </>
  ),
  canceled: (
    <>
      {ring}
      <path d="m6.1 6.1 3.8 3.8M9.9 6.1 6.1 9.9" />
    </>
  ),
  expired: (
    <>
      {ring}
      <path d="M5.5 8h5" />
    </>
  ),
  failed: (
    <>
      {ring}
      <path d="M8 5v3.5" />
      <circle cx="8" cy="10.75" r=".5" fill="currentColor" strokeWidth=".5" />
    </>
  ),
  queued: <circle cx="8" cy="8" r="5.75" strokeDasharray="2.4 2.115" />,
  stop: <rect x="4" y="4" width="8" height="8" rx="1.25" />,
  sun: (
    <>
      <circle cx="8" cy="8" r="2.75" />
      <path d="M8 1.75v1.5M8 12.75v1.5M1.75 8h1.5M12.75 8h1.5M3.6 3.6l1.05 1.05M11.35 11.35l1.05 1.05M12.4 3.6l-1.05 1.05M4.65 11.35 3.6 12.4" />
    </>
  ),
  sync: <path d="M13.25 7A5.4 5.4 0 0 0 3.6 4.9M2.75 9a5.4 5.4 0 0 0 9.65 2.1M3.25 2.25v2.9h2.9M12.75 13.75v-2.9h-2.9" />,
  unknown: (
    <>
      {ring}
      <path d="M6.5 6.6c.1-.75.65-1.25 1.5-1.25s1.45.5 1.45 1.2c0 1-1.4 1.05-1.4 2.1" />
      <circle cx="8.05" cy="10.5" r=".45" fill="currentColor" strokeWidth=".5" />
    </>
  ),
  user: (
    <>
      <circle cx="8" cy="5.25" r="2.75" />
      <path d="M2.75 13.75c.5-2.9 2.6-4.25 5.25-4.25s4.75 1.35 5.25 4.25" />
    </>
  ),
  warn: (
    <>
      <path d="M7.2 3.1 2.1 11.9c-.35.6.1 1.35.8 1.35h10.2c.7 0 1.15-.75.8-1.35L8.8 3.1a.93.93 0 0 0-1.6 0zM8 6.5v2.75" />
      <circle cx="8" cy="11.15" r=".5" fill="currentColor" strokeWidth=".5" />
    </>
  ),
  watch: (
    <>
      <path d="M1.75 8s2.25-4.25 6.25-4.25S14.25 8 14.25 8 12 12.25 8 12.25 1.75 8 1.75 8z" />
      <circle cx="8" cy="8" r="1.75" />
    </>
  ),
  atLimit: (
    <>
      <path d="M5.6 2.25h4.8l3.35 3.35v4.8l-3.35 3.35H5.6L2.25 10.4V5.6z" />
      <path d="M8 5v3.5" />
      <circle cx="8" cy="10.75" r=".5" fill="currentColor" strokeWidth=".5" />
    </>
  ),
  over: (
    <>
      <path d="M5.6 2.25h4.8l3.35 3.35v4.8l-3.35 3.35H5.6L2.25 10.4V5.6z" />
      <path d="M8 11V5.25M5.75 7.4 8 5.1l2.25 2.3" />
    </>
  ),
  unlimited: (
    <path d="M8 8c-1.2-1.9-2.2-2.75-3.5-2.75a2.75 2.75 0 1 0 0 5.5C5.8 10.75 6.8 9.9 8 8s2.2-2.75 3.5-2.75a2.75 2.75 0 1 1 0 5.5C10.2 10.75 9.2 9.9 8 8z" />
  ),
  paused: (
    <>
      {ring}
      <path d="M6.6 6v4M9.4 6v4" />
    </>
  ),
  grace: (
    <path d="M4.25 2.25h7.5M4.25 13.75h7.5M5 2.5v1.75c0 1.75 3 2.5 3 3.75s-3 2-3 3.75v1.75M11 2.5v1.75c0 1.75-3 2.5-3 3.75s3 2 3 3.75v1.75" />
  ),
  trial: (
    <>
      <circle cx="8" cy="8" r="5.75" strokeDasharray="2.4 2.115" />
      <path d="M8 5v3l1.9 1.2" />
    </>
  ),
  ending: (
    <>
      {ring}
      <path d="M4.9 8h4.2M7.6 6.4 9.2 8 7.6 9.6M11 6v4" />
    </>
  ),
  unmatched: (
    <path d="M6.75 9.25 5 11a2.1 2.1 0 0 1-3-3l2-2M9.25 6.75 11 5a2.1 2.1 0 0 1 3 3l-2 2M5.25 3 5 1.75M3 5.25 1.75 5M10.75 13l.25 1.25M13 10.75l1.25.25" />
  ),
  overview: (
    <>
      <rect x="2.25" y="2.25" width="4.75" height="6" rx="1" />
      <rect x="9" y="2.25" width="4.75" height="3.5" rx="1" />
      <rect x="2.25" y="10.25" width="4.75" height="3.5" rx="1" />
      <rect x="9" y="7.75" width="4.75" height="6" rx="1" />
    </>
  ),
  usage: <path d="M2.5 11.25a5.75 5.75 0 1 1 11 0M8 10l2.75-3.5M7.25 10.5a.75.75 0 1 0 1.5 0 .75.75 0 0 0-1.5 0z" />,
  overage: <path d="M1.75 6.25h12.5M4 13.5v-5M8 13.5V2.75M12 13.5V8.5" />,
  payments: (
    <>
      <rect x="1.75" y="3.25" width="12.5" height="9.5" rx="1.25" />
      <path d="M1.75 6.25h12.5M4.25 10h2.5" />
    </>
  ),
  activity: <path d="M1.75 8h2.75l2-4.75 3 9.5 2-4.75h2.75" />,
  calendar: (
    <>
      <rect x="2.25" y="3.25" width="11.5" height="10.5" rx="1.25" />
      <path d="M2.25 6.5h11.5M5.25 1.75v3M10.75 1.75v3" />
    </>
  ),
  download: <path d="M8 2.25v7.5M4.75 6.75 8 10l3.25-3.25M2.75 13.25h10.5" />,
  tableView: (
    <>
      <rect x="2.25" y="2.75" width="11.5" height="10.5" rx="1.25" />
      <path d="M2.25 6.25h11.5M2.25 9.75h11.5M6.25 6.25v7" />
    </>
  ),
  chart: <path d="M2.25 2.25v11.5h11.5M5 11V7.75M8.25 11V4.75M11.5 11V6.5" />,
  note: <path d="M3.25 2.25h6.5l3 3v8.5h-9.5zM9.5 2.5v3h3M5.5 8.25h5M5.5 10.75h3.5" />,
  arrowRight: <path d="M2.75 8h10.5M9.25 4 13.25 8l-4 4" />,
  chevron: <path d="m6 3.75 4.25 4.25L6 12.25" />,
  filter: <path d="M2 3.75h12M4.5 8h7M6.75 12.25h2.5" />,
  rule: <path d="M3.5 6.25a1.5 1.5 0 1 0 0-.01M12.5 11.5a1.5 1.5 0 1 0 0-.01M3.5 7.5V10c0 .8.6 1.5 1.5 1.5h6M6.5 4.75h6" />,
  bell: <path d="M3 11.75c1-1 1.25-2.25 1.25-4.5a3.75 3.75 0 0 1 7.5 0c0 2.25.25 3.5 1.25 4.5zM6.5 13.75h3" />,
  bookmark: <path d="M4 2.25h8v11.5l-4-3-4 3z" />,
  pencil: <path d="m3 13 .75-3.25 7-7 2.5 2.5-7 7zM9.25 4.25l2.5 2.5" />,
  x: <path d="m4 4 8 8M12 4l-8 8" />,
  outbox: <path d="M8 9.75v-7.5M4.75 5.5 8 2.25l3.25 3.25M2.25 9v3.75c0 .55.45 1 1 1h9.5c.55 0 1-.45 1-1V9" />,
  sending: (
    <>
      {ring}
      <path d="M8 11V5.25M5.75 7.4 8 5.1l2.25 2.3" />
    </>
  ),
  conflict: <path d="M1.75 8h4.5M4.25 5.5 6.75 8l-2.5 2.5M14.25 8h-4.5M11.75 5.5 9.25 8l2.5 2.5M8 2.25v2M8 11.75v2" />,
  refund: <path d="M6 3 2.75 6.25 6 9.5M3 6.25h6.5a3.5 3.5 0 0 1 0 7H5.75" />,
  link: (
    <path d="M6.75 9.25a2.4 2.4 0 0 0 3.4 0l2.6-2.6a2.4 2.4 0 0 0-3.4-3.4l-.85.85M9.25 6.75a2.4 2.4 0 0 0-3.4 0l-2.6 2.6a2.4 2.4 0 0 0 3.4 3.4l.85-.85" />
  ),
  phone: (
    <>
      <rect x="4.25" y="1.75" width="7.5" height="12.5" rx="1.5" />
      <path d="M7.25 11.75h1.5" />
    </>
  ),
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof ICON_SHAPES
