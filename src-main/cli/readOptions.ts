import { AppError } from '../../src-shared/model/appError.ts'
import { type Instant, parseInstant } from '../../src-shared/model/instant.ts'
import { PROVIDERS, type ProviderName } from '../../src-shared/model/provider.ts'

export function readInstant(text: string): Instant {
  const instant = parseInstant(text)
  if (instant === null)
    throw wrongUse(`"${text}" is not an instant.`, 'Write it as ISO 8601 with an offset or Z, such as 2026-11-21T09:30:00+03:00.')
  return instant
}

export function readWhole(name: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw wrongUse(`${name} takes a whole number from ${least} to ${most}, and "${text}" is none.`, `Such as ${name} ${least}.`)
  return value
}

export function readProvider(text: string): ProviderName {
  const provider = PROVIDERS.find((name) => name === text)
  if (!provider) throw wrongUse(`"${text}" is no provider.`, `There are: ${PROVIDERS.join(', ')}.`)
  return provider
}

export function wrongUse(message: string, hint: string): AppError {
  return new AppError('usage', message, hint)
}
