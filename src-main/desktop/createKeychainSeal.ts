import type { Seal } from '../ports.ts'
import { isKeychainMessage, type KeychainAnswer, type KeychainQuestion } from './isKeychainMessage.ts'

/** The way to the main process, from a process that it started. */
interface MainPort {
  postMessage(message: KeychainQuestion): void
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
}

/** Seals by the system's keychain, which only the main process can reach. */
export function createKeychainSeal(main: MainPort): Seal {
  const waiting = new Map<number, (text: string | null) => void>()
  let count = 0
  main.on('message', ({ data }) => {
    if (!isKeychainMessage(data)) return
    const { id, text } = data as KeychainAnswer
    waiting.get(id)?.(text)
    waiting.delete(id)
  })

  function ask(what: KeychainQuestion['ask'], text: string): Promise<string | null> {
    count += 1
    const id = count
    return new Promise((resolve) => {
      waiting.set(id, resolve)
      main.postMessage({ kind: 'keychain', id, ask: what, text })
    })
  }

  return {
    kind: 'keychain',
    seal: async (secret) => {
      const sealed = await ask('seal', secret)
      if (sealed === null) throw new Error('Broken promise: a keychain that is there seals')
      return sealed
    },
    open: (sealed) => ask('open', sealed),
  }
}
