import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createReserve } from '../../../src-main/store/createReserve.ts'
import { withRoom } from '../../../src-main/store/withRoom.ts'
import { refusal } from './caught.ts'
import { makeFolder } from './makeStore.ts'

const MEGABYTE = 1024 * 1024
const noSpace = () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })

describe('the reserve', () => {
  test('takes its room once, for the owner alone, and is found again', () => {
    const folder = makeFolder()
    expect(createReserve(folder).hold()).toBe(true)
    expect(createReserve(folder).isHeld).toBe(true)
    expect(createReserve(folder).hold()).toBe(true)
    expect(readdirSync(folder)).toEqual(['room.reserve'])
    const file = statSync(join(folder, 'room.reserve'))
    expect(file.size).toBe(2 * MEGABYTE)
    if (process.platform !== 'win32') expect(file.mode & 0o777).toBe(0o600)
    // A file with holes would be no room.
    if (process.platform === 'linux') expect(file.blocks * 512).toBeGreaterThanOrEqual(2 * MEGABYTE)
  })

  test('is not taken from a disk that is nearly full', () => {
    const folder = makeFolder()
    expect(createReserve(folder, () => 3 * MEGABYTE).hold()).toBe(false)
    expect(readdirSync(folder)).toEqual([])
  })

  test('gives its room back, and takes it anew once there is room', () => {
    const folder = makeFolder()
    let free = 100 * MEGABYTE
    const reserve = createReserve(folder, () => free)
    reserve.hold()
    free = 0
    expect(reserve.release()).toBe(true)
    expect(readdirSync(folder)).toEqual([])
    expect(reserve.release()).toBe(false)
    expect(reserve.hold()).toBe(false)
    free = 100 * MEGABYTE
    expect(reserve.hold()).toBe(true)
  })

  test('half of one, as a kill may leave it, counts as none', () => {
    const folder = makeFolder()
    writeFileSync(join(folder, 'room.reserve'), 'x')
    const reserve = createReserve(folder)
    expect(reserve.isHeld).toBe(false)
    expect(reserve.hold()).toBe(true)
  })
})

describe('opening on a full disk', () => {
  test('is tried once more with the room of the reserve', () => {
    const folder = makeFolder()
    createReserve(folder).hold()
    let tries = 0
    const step = () => {
      tries += 1
      if (tries === 1) throw noSpace()
      return 'open'
    }
    expect(withRoom(folder, step)).toBe('open')
    expect(createReserve(folder).isHeld).toBe(false)
  })

  test('is told where there was no reserve, or it was not enough', () => {
    const folder = makeFolder()
    const step = () => {
      throw noSpace()
    }
    expect(refusal(() => withRoom(folder, step)).code).toBe('disk-full')
    createReserve(folder).hold()
    expect(refusal(() => withRoom(folder, step)).code).toBe('disk-full')
  })

  test('whatever else is wrong leaves the reserve alone', () => {
    const folder = makeFolder()
    createReserve(folder).hold()
    const step = () => {
      throw new Error('something else')
    }
    expect(() => withRoom(folder, step)).toThrow('something else')
    expect(createReserve(folder).isHeld).toBe(true)
  })
})
