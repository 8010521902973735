/** How a connection stands: `never-synced` until a first run completed; `refused` where the provider no longer takes the key. */
export const CONNECTION_STATES = ['never-synced', 'in-step', 'partial', 'unreachable', 'refused', 'failing'] as const

export type ConnectionState = (typeof CONNECTION_STATES)[number]
