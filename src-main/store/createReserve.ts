import { randomBytes } from 'node:crypto'
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freeBytes } from './freeBytes.ts'

const FILE = 'room.reserve'
/** Room for the index of the log, a lock, and some hundred pages. */
const RESERVE_BYTES = 2 * 1024 * 1024

/** Room that is kept so that a full disk leaves enough to say so, and to close what is open. */
export interface Reserve {
  readonly isHeld: boolean
  /** Takes the room, where the disk has twice as much. @returns whether it is held */
  hold(): boolean
  /** Gives the room back to whoever writes next. @returns whether there was any */
  release(): boolean
}

export function createReserve(folder: string, free: (path: string) => number = freeBytes): Reserve {
  const file = join(folder, FILE)
  let isHeld = statSync(file, { throwIfNoEntry: false })?.size === RESERVE_BYTES

  function take(): boolean {
    if (free(folder) < 2 * RESERVE_BYTES) return false
    const draft = `${file}.${randomBytes(4).toString('hex')}`
    try {
      // Zeros would be no room on a disk that compresses.
      writeFileSync(draft, randomBytes(RESERVE_BYTES), { mode: 0o600, flag: 'wx' })
      renameSync(draft, file)
      return true
    } catch (error) {
      rmSync(draft, { force: true })
      // Somebody else was faster with the room, or may write here alone: then none is held.
      if (error instanceof Error && 'code' in error) return false
      throw error
    }
  }

  return {
    get isHeld() {
      return isHeld
    },
    hold() {
      isHeld ||= take()
      return isHeld
    },
    release() {
      const wasHeld = isHeld
      rmSync(file, { force: true })
      isHeld = false
      return wasHeld
    },
  }
}
