/** Throws when a promise of our own code is broken. @param reason why the condition must hold */
export function invariant(condition: unknown, reason: string): asserts condition {
  if (!condition) throw new Error(`Broken promise: ${reason}`)
}

/** Ends a `switch` over a closed union: a forgotten case is a compile error, and throws where the compiler was fooled. */
export function assertNever(value: never): never {
  throw new Error(`Broken promise: unexpected case ${JSON.stringify(value)}`)
}
