/** Does something so many times. */
export function times(count: number, step: (index: number) => void): void {
  for (let index = 0; index < count; index++) step(index)
}
