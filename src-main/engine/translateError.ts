import { ORPCError } from '@orpc/server'
import { AppError } from '../../src-shared/model/appError.ts'
import type { HostPorts } from '../ports.ts'
import { toStoreError } from '../store/toStoreError.ts'
import type { GuardedStore } from './guardStore.ts'

interface TranslateParts {
  ports: Pick<HostPorts, 'log'>
  store: GuardedStore
  folder: string
}

/** What is refused as whoever asked hears of it. What broke is logged in full here, and leaves as one sentence. */
export function translateError(parts: TranslateParts, error: unknown, where: string, signal: AbortSignal | undefined): unknown {
  const { ports, store } = parts
  if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') return error
  if (error instanceof AppError)
    return new ORPCError('REFUSED', { defined: true, message: error.message, data: { code: error.code, hint: error.hint } })
  const known = toStoreError(error instanceof Error && error.cause instanceof Error ? error.cause : error, parts.folder)
  store.note(known)
  if (known instanceof AppError) return translateError(parts, known, where, signal)
  if (signal?.aborted) return error
  ports.log(`${where}: ${toStack(error)}`)
  return new ORPCError('INTERNAL_SERVER_ERROR', {
    message: 'Something went wrong in Tierdesk. Nothing that was kept is lost; the log says more.',
  })
}

function toStack(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : (error.stack ?? error.message)
}
