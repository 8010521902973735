import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { createSystemPort } from '../../src-main/desktop/createSystemPort.ts'
import { followSystem } from '../../src-main/desktop/followSystem.ts'
import type { SystemMessage } from '../../src-main/desktop/systemMessage.ts'
import { createHeldClock } from './sync/schedule/createHeldClock.ts'
import { NOON, SECOND } from './sync/schedule/makeFacts.ts'

/** The machine, the main process and the engine's process, without any of them. */
function connect(isOnline = true) {
  const power = new EventEmitter()
  const main = new EventEmitter()
  const clock = createHeldClock(NOON)
  const stopper = new AbortController()
  const state = { isOnline }
  const port = createSystemPort({ on: (event, listener) => main.on(event, listener) })
  const tell = (word: SystemMessage['word']) => void main.emit('message', { data: { kind: 'system', word } satisfies SystemMessage })
  const following = followSystem({ power, isOnline: () => state.isOnline, clock }, tell, stopper.signal)
  const heard: string[] = []
  const end = async () => {
    stopper.abort()
    await following
  }
  return { power, main, clock, state, port, heard, end, listen: () => port.listen((word) => heard.push(word)) }
}

describe('the engine on the desktop', () => {
  test('hears that the machine goes to sleep and wakes', async () => {
    const { power, heard, listen, end } = connect()
    listen()
    power.emit('suspend')
    power.emit('resume')
    expect(heard).toEqual(['sleep', 'wake'])
    await end()
  })

  test('hears each change of the line, once, within five seconds', async () => {
    const { clock, state, heard, listen, end } = connect()
    listen()
    await clock.pass(20 * SECOND)
    expect(heard).toEqual([])
    state.isOnline = false
    await clock.pass(5 * SECOND)
    expect(heard).toEqual(['line-down'])
    await clock.pass(20 * SECOND)
    state.isOnline = true
    await clock.pass(20 * SECOND)
    expect(heard).toEqual(['line-down', 'line-up'])
    await end()
  })

  test('hears of a line that was down before it listened', async () => {
    const { heard, listen, end } = connect(false)
    listen()
    expect(heard).toEqual(['line-down'])
    await end()
  })

  test('hears nothing that is not of the machine, and nothing once it has stopped listening', async () => {
    const { power, main, heard, listen, end } = connect()
    const stop = listen()
    main.emit('message', { data: 'stop' })
    main.emit('message', { data: { kind: 'keychain', id: 1, text: null } })
    stop()
    power.emit('suspend')
    expect(heard).toEqual([])
    await end()
  })

  test('is followed no longer than it lives', async () => {
    const { power, clock, end } = connect()
    await end()
    expect([power.listenerCount('suspend'), power.listenerCount('resume'), clock.waiting]).toEqual([0, 0, 0])
  })
})
