import { AppError } from '../../../src-shared/model/appError.ts'

/** What was thrown. A call that throws nothing fails the test. */
export function caught(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

/** The refusal of a call. Anything else that it throws fails the test as itself. */
export function refusal(action: () => unknown): AppError {
  const error = caught(action)
  if (error instanceof AppError) return error
  throw error
}
