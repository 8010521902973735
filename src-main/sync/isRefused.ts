import type { Permission } from '../store/schema/sync.ts'

/** Whether the provider said no the last time: it is asked again when somebody asks for a sync. */
export function isRefused(permission: Permission | undefined): boolean {
  return permission === 'none' || permission === 'unregistered'
}
