import type { SystemPort, SystemWord } from '../ports.ts'
import { isSystemMessage } from './systemMessage.ts'

/** The way from the main process, to a process that it started. */
interface MainPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
}

/** Hears of the machine what the main process tells. What was told of the line before anybody listened is told to who does. */
export function createSystemPort(main: MainPort): SystemPort {
  const listeners = new Set<(word: SystemWord) => void>()
  let isLineDown = false
  main.on('message', ({ data }) => {
    if (!isSystemMessage(data)) return
    if (data.word === 'line-down') isLineDown = true
    if (data.word === 'line-up') isLineDown = false
    for (const listener of listeners) listener(data.word)
  })
  return {
    listen(listener) {
      listeners.add(listener)
      if (isLineDown) listener('line-down')
      return () => listeners.delete(listener)
    },
  }
}
