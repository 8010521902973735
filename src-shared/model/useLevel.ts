/** How near a use is to its limit, in a word that stands beside every colour. `blocked` is at the limit or above. */
export const USE_LEVELS = ['calm', 'watch', 'warn', 'blocked', 'unlimited', 'unknown', 'paused'] as const
export type UseLevel = (typeof USE_LEVELS)[number]
