import type { SystemWord } from '../ports.ts'

/** What the main process tells the engine's process of the machine: only the main process hears it. */
export interface SystemMessage {
  kind: 'system'
  word: SystemWord
}

export function isSystemMessage(message: unknown): message is SystemMessage {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'system'
}
