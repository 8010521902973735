import type { Instant } from '../src-shared/model/instant.ts'

/** What the engine asks of its host. All of it is passed in, so that a test owns time, chance and secrets. */
export interface HostPorts {
  clock: Clock
  random: Randomness
  log: Log
  environment: (name: string) => string | undefined
  /** How this host keeps a key between starts; null where it cannot. */
  seal: Seal | null
  /** Where this host hears from the machine; left out where it cannot. */
  system?: SystemPort
  /** The system's user and machine: nobody is authenticated by us. Left out where the host cannot tell. */
  who?: () => string
  /** Asks whoever sits here, by the system's own means and not by a page's. Left out where there are none. */
  confirm?: (question: Question) => Promise<boolean>
}

export interface Clock {
  now(): Instant
  /** Resolves after `ms`, or at once when the signal is aborted: callers look at the signal. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
}

export interface Randomness {
  bytes(count: number): Uint8Array
  /** From 0 up to, not including, 1. */
  fraction(): number
}

/** Something that a person says yes or no to. */
export interface Question {
  title: string
  detail: string
  /** What saying yes does: "Refund $20.00". */
  yes: string
}

/** One line of ids and counts. Never a body, a name or a key. */
export type Log = (line: string) => void

/** Turns a secret into text that is safe on disk, and back. */
export interface Seal {
  kind: 'passphrase' | 'keychain'
  seal(secret: string): Promise<string>
  /** Null where the text was not sealed by this seal (another passphrase, another user). */
  open(sealed: string): Promise<string | null>
}

/** What a machine tells of itself. A line that is up may still lead nowhere. */
export type SystemWord = 'sleep' | 'wake' | 'line-down' | 'line-up'

export interface SystemPort {
  /** Tells what is said from now on, and first whether the line is down. @returns what ends it */
  listen(listener: (word: SystemWord) => void): () => void
}
