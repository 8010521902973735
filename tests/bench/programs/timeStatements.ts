import { performance } from 'node:perf_hooks'
import Sqlite from 'better-sqlite3'

const CALLS = ['run', 'get', 'all'] as const

type Call = (this: unknown, ...args: unknown[]) => unknown

/**
 * Counts and times every statement of this process from here on.
 *
 * The engine opens its database itself and says nothing of its statements, so it is done where all of them pass.
 */
export function timeStatements(): { end(): { statements: number; statementsMs: number } } {
  let statements = 0
  let statementsMs = 0
  const database = new Sqlite(':memory:')
  const prototype = Object.getPrototypeOf(database.prepare('select 1')) as Record<(typeof CALLS)[number], Call>
  database.close()
  const plain = CALLS.map((name) => [name, prototype[name]] as const)
  for (const [name, call] of plain) {
    prototype[name] = function timed(...args) {
      const startedAt = performance.now()
      try {
        return call.apply(this, args)
      } finally {
        statements += 1
        statementsMs += performance.now() - startedAt
      }
    }
  }
  return {
    end() {
      for (const [name, call] of plain) prototype[name] = call
      return { statements, statementsMs }
    },
  }
}
