import { createInterface } from 'node:readline'
import { takeWorkspaceLock, type WorkspaceLock } from '../../../src-main/store/workspaceLock.ts'
import { AppError } from '../../../src-shared/model/appError.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'

/** Reaches for the lock of every folder that comes in as a line, says how that went, and holds what it has until standard input ends. */
const [, , what = 'child'] = process.argv
const locks: WorkspaceLock[] = []
const lines = createInterface(process.stdin)

lines.on('line', (folder) => process.stdout.write(`${take(folder)}\n`))
lines.on('close', () => {
  for (const lock of locks) lock.release()
})
process.stdout.write('here\n')

function take(folder: string): string {
  try {
    locks.push(takeWorkspaceLock(folder, what, toInstant(Date.now())))
    return 'taken'
  } catch (error) {
    return error instanceof AppError ? error.code : String(error)
  }
}
