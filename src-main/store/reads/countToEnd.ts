/** Drives what counts step by step to its end, without letting anybody go first. */
export function countToEnd<T>(counting: Generator<undefined, T>): T {
  for (let step = counting.next(); ; step = counting.next()) if (step.done) return step.value
}
