import { EXIT, type Outcome } from './command.ts'

/** The answer of a command that did all that it was asked. */
export function done(json: unknown, text: string): Outcome {
  return { json, text, exitCode: EXIT.done }
}
