import { AppError } from '../../src-shared/model/appError.ts'
import { type Instant, parseInstant, toIso } from '../../src-shared/model/instant.ts'
import { PROVIDERS, type ProviderName } from '../../src-shared/model/provider.ts'

const DEFAULT_LIMIT = 50

/** A second: no provider takes as many, and a sandbox is asked without a limit. */
export const MOST_REQUESTS = 10_000

/** What `--limit` and `--cursor` say in a command's help. */
export const LIMIT_HELP = `how many, from 1 to 1000 (default ${DEFAULT_LIMIT})`
export const CURSOR_HELP = 'go on where a page ended'

export const COMPANY_HELP = 'its id, a provider’s id of it, or its e-mail'
export const REASON_HELP = 'why; kept with what was said'

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

/** A number above 0, such as `2.5`. */
export function readNumber(name: string, text: string, most: number): number {
  const value = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || value <= 0 || value > most)
    throw wrongUse(`${name} takes a number above 0 and up to ${most}, and "${text}" is none.`, `Such as ${name} ${most === 1 ? 0.5 : 20}.`)
  return value
}

/** An option that must be there; `option` is how it is written. */
export function readNeeded(option: string, text: string | undefined): string {
  if (text === undefined) throw wrongUse(`${option.split(' ')[0]} is missing.`, `Add ${option}.`)
  return text
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
