import { AppError } from '../../src-shared/model/appError.ts'
import { type Instant, parseInstant, toIso } from '../../src-shared/model/instant.ts'
import { PROVIDERS, type ProviderName } from '../../src-shared/model/provider.ts'

const DEFAULT_LIMIT = 50

/** What `--limit` and `--cursor` say in a command's help. */
export const LIMIT_HELP = `how many, from 1 to 1000 (default ${DEFAULT_LIMIT})`
export const CURSOR_HELP = 'go on where a page ended'

export interface PageOptions {
  limit?: string
  cursor?: string
}

export function readPage({ limit, cursor }: PageOptions): { limit: number; cursor: string | null } {
  return { limit: limit === undefined ? DEFAULT_LIMIT : readWhole('--limit', limit, 1, 1000), cursor: cursor ?? null }
}

export function readInstant(text: string): Instant {
  const instant = parseInstant(text)
  if (instant === null)
    throw wrongUse(`"${text}" is not an instant.`, 'Write it as ISO 8601 with an offset or Z, such as 2026-11-21T09:30:00+03:00.')
  return instant
}

/** An instant that may be left out. */
export function readInstantOrNull(text: string | undefined): Instant | null {
  return text === undefined ? null : readInstant(text)
}

export function readWhole(name: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw wrongUse(`${name} takes a whole number from ${least} to ${most}, and "${text}" is none.`, `Such as ${name} ${least}.`)
  return value
}

export function readProvider(text: string): ProviderName {
  return readChoice('provider', text, PROVIDERS)
}

/** One of some words; `what` is what a wrong one is not. */
export function readChoice<const Word extends string>(what: string, text: string, words: readonly Word[]): Word {
  const word = words.find((each) => each === text)
  if (!word) throw wrongUse(`"${text}" is no ${what}.`, `There are: ${words.join(', ')}.`)
  return word
}

export function toIsoOrNull(instant: Instant | null): string | null {
  return instant === null ? null : toIso(instant)
}

export function wrongUse(message: string, hint: string): AppError {
  return new AppError('usage', message, hint)
}
