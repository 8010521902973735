import { fromSeconds, type Instant } from '../../../src-shared/model/instant.ts'

/** What happens in a business, each thing at its own second. */
export interface Script {
  at(seconds: number, step: () => void): void
  /** Carries all steps out in the order of their time, and those that they add; steps of one second in the order of their adding. */
  run(advanceTo: (instant: Instant) => void): void
}

export function createScript(): Script {
  let steps: { seconds: number; serial: number; step: () => void }[] = []
  let serial = 0
  return {
    at(seconds, step) {
      serial += 1
      steps.push({ seconds, serial, step })
    },
    run(advanceTo) {
      while (steps.length > 0) {
        const round = steps.toSorted((a, b) => a.seconds - b.seconds || a.serial - b.serial)
        const known = serial
        steps = []
        for (const [index, { seconds, step }] of round.entries()) {
          advanceTo(fromSeconds(seconds))
          step()
          // A step that was added may come before those that are left: they are put in order again.
          if (serial !== known) {
            steps.push(...round.slice(index + 1))
            break
          }
        }
      }
    },
  }
}
