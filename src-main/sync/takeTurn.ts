/** Lets everything else that waits go first: answers that came in, and whoever asks the engine. */
export function takeTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
