import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createWorkspace } from '../../../src-main/engine/createWorkspace.ts'
import type { HostPorts } from '../../../src-main/ports.ts'
import { openStore } from '../../../src-main/store/openStore.ts'
import { listNewestCatalogs } from '../../../src-main/store/reads/catalogVersions.ts'
import { getWorkspace } from '../../../src-main/store/reads/getWorkspace.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'
import { caught, refusal } from '../store/caught.ts'
import { makeFolder, NOW } from '../store/makeStore.ts'

const PORTS: HostPorts = {
  clock: { now: () => NOW, wait: async () => {} },
  random: { bytes: (count) => new Uint8Array(count).fill(7), fraction: () => 0.5 },
  log: () => {},
  environment: () => undefined,
  seal: null,
}

test('a new workspace knows what it is, has the catalogs that were asked for, and nobody holds it', () => {
  const folder = join(makeFolder(), 'acme')
  createWorkspace(PORTS, folder, { mode: 'live', zone: 'Africa/Nairobi', products: ['image-quota', 'trading'] })
  const store = openStore(folder, 'read', NOW)
  const found = getWorkspace(store.read)
  const catalogs = listNewestCatalogs(store.read)
  store.close()
  expect(found).toEqual({ id: 1, key: '07'.repeat(12), name: 'acme', mode: 'live', zone: 'Africa/Nairobi', createdAt: NOW })
  expect(catalogs.map(({ product, version, fromAt }) => [product, version, fromAt])).toEqual([
    ['image-quota', 1, null],
    ['trading', 1, null],
  ])
  expect(readdirSync(folder).filter((name) => !/-(wal|shm)$/.test(name))).toEqual(['tierdesk.db'])
  if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700)
})

describe('nothing is made', () => {
  test.each([
    ['a zone that is none', 'Mars/Olympus', [], 'usage'],
    ['an empty zone', '', [], 'usage'],
    ['a product without a template', 'UTC', ['image-quota', 'prints'], 'product-missing'],
    ['a product found only by inheritance', 'UTC', ['constructor'], 'product-missing'],
  ] as const)('for %s', (_, zone, products, code) => {
    const folder = join(makeFolder(), 'acme')
    expect(refusal(() => createWorkspace(PORTS, folder, { mode: 'test', zone, products })).code).toBe(code)
    expect(existsSync(folder)).toBe(false)
  })

  test('a second time in the same folder', () => {
    const folder = makeFolder()
    createWorkspace(PORTS, folder, { mode: 'test', zone: 'UTC', products: [] })
    expect(refusal(() => createWorkspace(PORTS, folder, { mode: 'test', zone: 'UTC', products: [] })).code).toBe('workspace-exists')
  })

  test('among the files of somebody else', () => {
    const folder = makeFolder()
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    expect(refusal(() => createWorkspace(PORTS, folder, { mode: 'test', zone: 'UTC', products: [] })).code).toBe('workspace-exists')
    expect(readdirSync(folder)).toEqual(['notes.txt'])
  })
})

test('an init that breaks half-way can be done again in the same folder', () => {
  const folder = join(makeFolder(), 'acme')
  const broken: HostPorts = {
    ...PORTS,
    random: {
      ...PORTS.random,
      bytes: () => {
        throw new Error('out of randomness')
      },
    },
  }
  caught(() => createWorkspace(broken, folder, { mode: 'test', zone: 'UTC', products: [] }))
  createWorkspace({ ...PORTS, clock: { ...PORTS.clock, now: () => toInstant(NOW + 1) } }, folder, {
    mode: 'test',
    zone: 'UTC',
    products: [],
  })
  const store = openStore(folder, 'read', NOW)
  const { createdAt } = getWorkspace(store.read)
  store.close()
  expect(createdAt).toBe(NOW + 1)
})
