import type { Question } from '../ports.ts'

/** What the engine's process has somebody asked: only the main process can show what no page can answer. */
export interface ConfirmQuestion {
  kind: 'confirm'
  id: number
  question: Question
}

export interface ConfirmAnswer {
  kind: 'confirm'
  id: number
  isAgreed: boolean
}

export function isConfirmMessage(message: unknown): message is { kind: 'confirm' } {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'confirm'
}
