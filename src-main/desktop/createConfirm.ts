import type { Question } from '../ports.ts'
import { type ConfirmAnswer, type ConfirmQuestion, isConfirmMessage } from './isConfirmMessage.ts'

/** The way to the main process, from a process that it started. */
interface MainPort {
  postMessage(message: ConfirmQuestion): void
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
}

/** Has whoever sits here asked by the system's own means. */
export function createConfirm(main: MainPort): (question: Question) => Promise<boolean> {
  const waiting = new Map<number, (isAgreed: boolean) => void>()
  let count = 0
  main.on('message', ({ data }) => {
    if (!isConfirmMessage(data)) return
    const { id, isAgreed } = data as ConfirmAnswer
    waiting.get(id)?.(isAgreed)
    waiting.delete(id)
  })
  return (question) => {
    count += 1
    const id = count
    return new Promise((resolve) => {
      waiting.set(id, resolve)
      main.postMessage({ kind: 'confirm', id, question })
    })
  }
}
