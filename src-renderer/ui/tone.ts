/** What a status is drawn in. The accent is none of them. */
export type Tone = 'ok' | 'trial' | 'watch' | 'warn' | 'bad' | 'idle'
