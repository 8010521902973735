import { type AnyProcedure, call, ORPCError } from '@orpc/server'
import { AppError, type AppErrorCode } from '../../src-shared/model/appError.ts'
import type { HostRouter } from './createHostRouter.ts'

/** Answers a command line that asks this process for something of the sandbox. Throws what it refuses as an `AppError`. */
export async function answerControl({ sandbox }: HostRouter, name: string, input: unknown): Promise<unknown> {
  if (!Object.hasOwn(sandbox, name))
    throw new AppError('usage', `The sandbox that runs cannot "${name}". Nothing was changed.`, 'Stop it, and start it with this version.')
  const procedure: AnyProcedure = sandbox[name as keyof typeof sandbox]
  try {
    return await call(procedure, input)
  } catch (error) {
    if (error instanceof ORPCError && error.code === 'REFUSED') {
      const { code, hint } = error.data as { code: AppErrorCode; hint: string }
      throw new AppError(code, error.message, hint)
    }
    if (error instanceof ORPCError && error.code === 'BAD_REQUEST')
      throw new AppError('usage', 'A value is not of the right form. Nothing was changed.', 'See tierdesk sandbox --help.')
    throw error
  }
}
