import { AppError } from '../../../src-shared/model/appError.ts'
import type { Engine } from '../../engine/createEngine.ts'
import type { CommandContext } from '../command.ts'

const HELD = new Set(['workspace-in-use', 'workspace-read-only'])

/** For what changes nothing and asks the providers: as one that may write where that can be, for the stand-ins of a demo answer no other. */
export async function withProviders<T>({ withEngine }: CommandContext, use: (engine: Engine) => Promise<T>): Promise<T> {
  let isOpen = false
  try {
    return await withEngine('write', (engine) => {
      isOpen = true
      return use(engine)
    })
  } catch (error) {
    if (isOpen || !(error instanceof AppError) || !HELD.has(error.code)) throw error
    return withEngine('read', use)
  }
}
