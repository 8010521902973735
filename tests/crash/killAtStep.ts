import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/** Every way in which our code changes what is on disk, past SQLite. */
const STEPS = ['copyFileSync', 'fsyncSync', 'linkSync', 'mkdirSync', 'renameSync', 'rmSync', 'unlinkSync', 'writeFileSync'] as const

/**
 * Kills this process just before its step number `killAt` that changes files, as a power cut would.
 *
 * To be called before what is to be killed is loaded. @returns how many steps there were
 */
export function killAtStep(killAt: number): () => number {
  let steps = 0
  for (const name of STEPS) {
    const step = fs[name] as (...words: unknown[]) => unknown
    Object.assign(fs, {
      [name]: (...words: unknown[]) => {
        if (steps === killAt) process.kill(process.pid, 'SIGKILL')
        steps += 1
        return step(...words)
      },
    })
  }
  syncBuiltinESMExports()
  return () => steps
}
