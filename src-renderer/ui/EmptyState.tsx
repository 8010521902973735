import type { ReactNode } from 'react'
import type { IconName } from './iconShapes.tsx'
import { Notice } from './Notice.tsx'

/** What would be here, and how to get it. */
export function EmptyState({
  icon,
  title,
  children,
  actions,
}: {
  icon: IconName
  title: string
  children: ReactNode
  actions?: ReactNode
}) {
  return (
    <Notice icon={icon} title={title} actions={actions}>
      {children}
    </Notice>
  )
}
