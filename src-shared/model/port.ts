/**
 * A way to the engine: text both ways, in order, until one side closes.
 *
 * A MessagePort and a WebSocket both fit behind it, and neither shows.
 */
export interface TextPort {
  send(text: string): void
  onText(listener: (text: string) => void): void
  onClose(listener: () => void): void
  close(): void
}
