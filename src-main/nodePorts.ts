import { randomBytes, randomInt } from 'node:crypto'
import { hostname, userInfo } from 'node:os'
import { toInstant } from '../src-shared/model/instant.ts'
import { sealWithPassphrase } from './engine/sealWithPassphrase.ts'
import type { Clock, HostPorts, Seal } from './ports.ts'
import { redact } from './redact.ts'

const FRACTIONS = 2 ** 47

export const systemClock: Clock = {
  now: () => toInstant(Date.now()),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const end = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, ms)
      signal?.addEventListener('abort', end, { once: true })
    }),
}

/** What a host on plain Node gives the engine. @param seal null where nothing can seal a key here */
export function createNodePorts(seal: Seal | null = findPassphraseSeal(process.env)): HostPorts {
  return {
    clock: systemClock,
    random: { bytes: (count) => randomBytes(count), fraction: () => randomInt(FRACTIONS) / FRACTIONS },
    log: (line) => void process.stderr.write(`${redact(line)}\n`),
    environment: (name) => process.env[name],
    seal,
    who: () => `${userInfo().username}@${hostname()}`,
  }
}

/** The passphrase that the environment gives, where it gives one. */
export function findPassphraseSeal(environment: Record<string, string | undefined>): Seal | null {
  const passphrase = environment['TIERDESK_PASSPHRASE']
  return passphrase ? sealWithPassphrase(passphrase) : null
}
