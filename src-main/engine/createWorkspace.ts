import { basename } from 'node:path'
import { AppError } from '../../src-shared/model/appError.ts'
import { isZone } from '../../src-shared/model/instant.ts'
import type { Mode } from '../../src-shared/model/provider.ts'
import type { HostPorts } from '../ports.ts'
import { openStore } from '../store/openStore.ts'
import { makeWorkspaceFolder, removeHalfMade } from '../store/workspaceFolder.ts'
import { takeWorkspaceLock } from '../store/workspaceLock.ts'
import { saveWorkspace } from '../store/writes/saveWorkspace.ts'
import { importCatalog, importTemplate, type ReadCatalog } from './catalogs.ts'
import { templates } from './templates.ts'

export interface NewWorkspace {
  /** What it is called; its folder's name unless said. */
  name?: string
  mode: Mode
  zone: string
  /** Templates to begin with. */
  products: readonly string[]
  /** Catalogs to begin with that are no templates. */
  catalogs?: readonly Extract<ReadCatalog, { ok: true }>[]
}

/** Makes a workspace in an empty or new folder. It is for test keys or for live ones from its first day. */
export function createWorkspace(
  { clock, random }: HostPorts,
  folder: string,
  { name = basename(folder), mode, zone, products, catalogs = [] }: NewWorkspace,
): void {
  if (!isZone(zone))
    throw new AppError('usage', `"${zone}" is not a time zone. Nothing was made.`, 'Name it as Area/City, such as Africa/Nairobi.')
  for (const product of products) {
    if (!templates.has(product))
      throw new AppError(
        'product-missing',
        `No template is called "${product}". Nothing was made.`,
        `There are: ${[...templates.keys()].join(', ')}.`,
      )
  }
  makeWorkspaceFolder(folder)
  const now = clock.now()
  const lock = takeWorkspaceLock(folder, 'init', now)
  try {
    const store = openStore(folder, 'write', now)
    try {
      store.transact((tx) => {
        saveWorkspace(tx, { key: Buffer.from(random.bytes(12)).toString('hex'), name, mode, zone, createdAt: now })
        for (const product of products) importTemplate(tx, product, now)
        for (const { content, parsed } of catalogs) importCatalog(tx, content, parsed, now)
      })
    } finally {
      store.close()
    }
  } catch (error) {
    removeHalfMade(folder)
    throw error
  } finally {
    lock.release()
  }
}
