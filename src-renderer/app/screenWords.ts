import type { Screen } from '../lib/place.ts'
import type { IconName } from '../ui/iconShapes.tsx'

export const SCREEN_WORDS: Record<Screen, { title: string; icon: IconName }> = {
  overview: { title: 'Overview', icon: 'overview' },
  companies: { title: 'Companies', icon: 'companies' },
  company: { title: 'Company', icon: 'companies' },
  plans: { title: 'Plans', icon: 'plans' },
  usage: { title: 'Usage', icon: 'usage' },
  overage: { title: 'Overage', icon: 'overage' },
  hours: { title: 'Hours', icon: 'hours' },
  payments: { title: 'Payments', icon: 'payments' },
  outbox: { title: 'Outbox', icon: 'outbox' },
  activity: { title: 'Activity', icon: 'activity' },
  settings: { title: 'Settings', icon: 'settings' },
}
