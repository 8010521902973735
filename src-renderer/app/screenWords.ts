import type { IconName } from '../ui/iconShapes.tsx'
import type { Screen } from './createRouter.ts'

export const SCREEN_WORDS: Record<Screen, { title: string; icon: IconName }> = {
  companies: { title: 'Companies', icon: 'companies' },
  settings: { title: 'Settings', icon: 'settings' },
}
