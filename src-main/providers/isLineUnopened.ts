/** What ends an attempt to open a line, a handshake included: no byte of the request has left. */
const OPENING = new Set(['connect', 'getaddrinfo'])
const UNOPENED =
  /^(UND_ERR_CONNECT_TIMEOUT|ERR_TLS_CERT_ALTNAME_INVALID|CERT_.+|SELF_SIGNED_CERT.*|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_.+)$/
const DEEPEST = 5

/**
 * Whether a request failed before it was sent, by what was thrown: nothing can have been done then.
 *
 * Anything that is not known to be so may have been sent.
 */
export function isLineUnopened(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > DEEPEST) return false
  const { code, syscall } = error as { code?: unknown; syscall?: unknown }
  if (typeof syscall === 'string' && OPENING.has(syscall)) return true
  if (typeof code === 'string' && UNOPENED.test(code)) return true
  // Each address of a name was tried, and none let us in.
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every((each) => isLineUnopened(each, depth + 1))
  return isLineUnopened(error.cause, depth + 1)
}
