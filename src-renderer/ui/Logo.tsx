export function Logo({ className }: { className?: string | undefined }) {
  return (
    <svg className={className} width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <rect x="3" y="12.5" width="14" height="3.5" rx="1" />
      <rect x="3" y="8" width="10" height="3.5" rx="1" opacity=".72" />
      <rect x="3" y="3.5" width="6" height="3.5" rx="1" opacity=".45" />
    </svg>
  )
}
