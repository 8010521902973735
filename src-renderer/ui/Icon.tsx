import { ICON_SHAPES, type IconName } from './iconShapes.tsx'

/** A sign that repeats what a word beside it says; on its own it needs a labelled parent. */
export function Icon({ name, size = 14, className }: { name: IconName; size?: 12 | 14 | 16 | 20; className?: string | undefined }) {
  return (
    <svg
      className={className}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {ICON_SHAPES[name]}
    </svg>
  )
}
