/** What every list of rows does; what else its keys do, its screen says. */
export const MOVE_KEYS = { keys: ['↑', '↓'], does: 'move' } as const
export const CLOSE_KEY = { keys: ['Esc'], does: 'close' } as const
