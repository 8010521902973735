// @vitest-environment jsdom
import { expect, test, vi } from 'vitest'
import { createReconnectingLink, EngineLost, EngineUnreachable } from '../../../../src-renderer/lib/createReconnectingLink.ts'
import type { EngineConnection } from '../../../../src-renderer/lib/engineLink.ts'
import { SignedOut } from '../../../../src-renderer/lib/SignedOut.ts'

const QUICK = { pauseMs: 1, waitMs: 1000 }

/** A connection that the test breaks, and whose calls answer when it says so. */
function makeConnection(call: () => Promise<unknown> = async () => 'answer') {
  const gone = new AbortController()
  const connection: EngineConnection = { link: { call }, gone: gone.signal }
  return { connection, gone }
}

function ask(link: ReturnType<typeof createReconnectingLink>) {
  return link.call(['companies', 'list'], {}, { context: {} })
}

test('a call made while there is no connection waits for the next', async () => {
  let attempts = 0
  const link = createReconnectingLink(async () => {
    attempts++
    if (attempts < 3) throw new Error('not yet')
    return makeConnection().connection
  }, QUICK)
  expect(await ask(link)).toBe('answer')
  expect(attempts).toBe(3)
  expect(link.way()).toEqual({ kind: 'connected' })
})

test('a call under way when the connection dies is lost, and the next one goes over a new connection', async () => {
  const rejectors: ((error: Error) => void)[] = []
  const first = makeConnection(() => new Promise((_, reject) => rejectors.push(reject)))
  const connections = [first.connection, makeConnection().connection]
  const link = createReconnectingLink(async () => connections.shift() ?? Promise.reject(new Error('none')), QUICK)
  const under = ask(link)
  await vi.waitFor(() => expect(rejectors).toHaveLength(1))
  first.gone.abort(new Error('closed'))
  expect(link.way().kind).toBe('lost')
  rejectors[0]?.(new Error('[AsyncIdQueue] closed'))
  await expect(under).rejects.toBeInstanceOf(EngineLost)
  expect(await ask(link)).toBe('answer')
})

test('a call that waits too long for a connection was not sent, and says so', async () => {
  const link = createReconnectingLink(() => new Promise(() => {}), { pauseMs: 1, waitMs: 5 })
  await expect(ask(link)).rejects.toBeInstanceOf(EngineUnreachable)
})

test('without a session nothing is tried again', async () => {
  let attempts = 0
  const link = createReconnectingLink(async () => {
    attempts++
    throw new SignedOut()
  }, QUICK)
  await expect(ask(link)).rejects.toBeInstanceOf(SignedOut)
  await new Promise((resolve) => setTimeout(resolve, 10))
  expect(attempts).toBe(1)
  expect(link.way()).toEqual({ kind: 'signed-out' })
})

test('a session that ends under an open connection ends the trying too', async () => {
  let attempts = 0
  const { connection, gone } = makeConnection()
  const link = createReconnectingLink(async () => {
    attempts++
    return connection
  }, QUICK)
  await ask(link)
  const seen: string[] = []
  link.onWay(() => seen.push(link.way().kind))
  gone.abort(new SignedOut())
  await expect(ask(link)).rejects.toBeInstanceOf(SignedOut)
  expect(attempts).toBe(1)
  expect(seen).toEqual(['signed-out'])
})
