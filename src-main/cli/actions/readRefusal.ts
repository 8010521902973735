import { ORPCError } from '@orpc/server'

/** What the engine refused, and why; null for anything else that broke. */
export function readRefusal(error: unknown): { code: string; message: string; hint: string } | null {
  if (!(error instanceof ORPCError) || error.code !== 'REFUSED') return null
  const { code, hint } = error.data as { code: string; hint: string }
  return { code, message: error.message, hint }
}
