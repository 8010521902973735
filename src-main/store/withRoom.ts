import { AppError } from '../../src-shared/model/appError.ts'
import { createReserve } from './createReserve.ts'
import { toStoreError } from './toStoreError.ts'

/** Does what opens a workspace; where the disk is too full even for that, once more with the room that was kept for it. */
export function withRoom<T>(folder: string, step: () => T): T {
  try {
    return step()
  } catch (error) {
    const known = toStoreError(error, folder)
    if (!(known instanceof AppError && known.code === 'disk-full') || !createReserve(folder).release()) throw known
  }
  try {
    return step()
  } catch (error) {
    throw toStoreError(error, folder)
  }
}
