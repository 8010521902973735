import { expect, test } from 'vitest'
import { isLineUnopened } from '../../../src-main/providers/isLineUnopened.ts'

function toError(more: object, cause?: unknown): Error {
  return Object.assign(new Error('it broke', { cause }), more)
}

const REFUSED = toError({ code: 'ECONNREFUSED', syscall: 'connect' })
const CUT = toError({ code: 'ECONNRESET', syscall: 'read' })

test.each([
  ['nobody there', new TypeError('fetch failed', { cause: REFUSED })],
  ['no such name', new TypeError('fetch failed', { cause: toError({ code: 'ENOTFOUND', syscall: 'getaddrinfo' }) })],
  ['no way there', toError({ code: 'EHOSTUNREACH', syscall: 'connect' })],
  ['not in time', new TypeError('fetch failed', { cause: toError({ code: 'UND_ERR_CONNECT_TIMEOUT' }) })],
  ['a stranger', toError({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })],
  ['all addresses', new TypeError('fetch failed', { cause: new AggregateError([REFUSED, REFUSED]) })],
])('nothing was sent: %s', (_, error) => {
  expect(isLineUnopened(error)).toBe(true)
})

test.each([
  ['cut', new TypeError('fetch failed', { cause: CUT })],
  ['closed by the other side', new TypeError('fetch failed', { cause: toError({ code: 'UND_ERR_SOCKET' }) })],
  ['no answer in time', toError({ name: 'TimeoutError' })],
  ['unreachable in the middle', toError({ code: 'EHOSTUNREACH', syscall: 'read' })],
  ['no headers in time', toError({ code: 'UND_ERR_HEADERS_TIMEOUT' })],
  ['one address of two', new AggregateError([REFUSED, CUT])],
  ['none at all', new AggregateError([])],
  ['no error', 'ECONNREFUSED'],
])('it may have been sent: %s', (_, error) => {
  expect(isLineUnopened(error)).toBe(false)
})
