import type { TextPort } from '../../src-shared/model/port.ts'

/** What Electron's MessagePortMain and Node's MessagePort have in common. */
interface EmittingPort {
  // biome-ignore lint/suspicious/noExplicitAny: the two emit different arguments
  on(event: 'message' | 'close', listener: (...args: any[]) => void): unknown
  postMessage(message: unknown): void
  start(): void
  close(): void
}

/** @param read takes the text out of what the port's `message` event carries */
export function toTextPort(port: EmittingPort, read: (event: unknown) => unknown): TextPort {
  return {
    send: (text) => port.postMessage(text),
    onText: (listener) => {
      port.on('message', (event) => {
        const text = read(event)
        if (typeof text === 'string') listener(text)
        else port.close()
      })
      port.start()
    },
    onClose: (listener) => {
      port.on('close', listener)
    },
    close: () => port.close(),
  }
}
