import type { Check, CheckReport } from '../../src-shared/contract/workspace.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import { toIso } from '../../src-shared/model/instant.ts'
import { PROVIDER_TITLES } from '../../src-shared/model/provider.ts'
import type { HostPorts } from '../ports.ts'
import { listBackups } from '../store/backups/listBackups.ts'
import { freeBytes } from '../store/freeBytes.ts'
import { openStore } from '../store/openStore.ts'
import type { ReadDb } from '../store/readDb.ts'
import { listConnections } from '../store/reads/connections.ts'
import { examineActions } from '../store/reads/examineActions.ts'
import { examineDatabase } from '../store/reads/examineDatabase.ts'
import { examineSums } from '../store/reads/examineSums.ts'
import { toRestoreHint, toStoreError } from '../store/toStoreError.ts'
import { findFolderDanger, findLoosePermissions, hasWorkspace } from '../store/workspaceFolder.ts'
import { findLockHolder } from '../store/workspaceLock.ts'
import { readFigureContext } from './answers/readFigureContext.ts'
import { openKey } from './keys.ts'

/** Below it, the next sync may be the one that finds the disk full. */
const LEAST_ROOM_BYTES = 64 * 1024 * 1024

/**
 * Looks for what could be wrong with a workspace. Works beside a host that has it open, and on one that cannot be opened.
 *
 * @param isMadeAtStart whether a variable's key is made by whoever opens the workspace, and is not there before
 */
export async function examineWorkspace(
  ports: HostPorts,
  folder: string,
  isMadeAtStart: (variable: string) => boolean = () => false,
): Promise<CheckReport> {
  const checks: Check[] = [
    { name: 'runtime', ok: true, detail: `Node ${process.versions.node}, Node-API ${process.versions['napi'] ?? 'none'}` },
  ]
  if (!hasWorkspace(folder)) return toReport([...checks, { name: 'workspace', ok: false, detail: describeNone(folder) }])
  const danger = findFolderDanger(folder)
  const loose = findLoosePermissions(folder)
  const holder = findLockHolder(folder)
  checks.push(
    { name: 'workspace', ok: true, detail: folder },
    { name: 'place', ok: danger === null, detail: danger === null ? 'a folder of this machine' : `it lies in ${danger}; move it` },
    {
      name: 'privacy',
      ok: loose === null,
      detail: loose === null ? 'only its owner may read it' : `others may read it (${loose}); chmod 700 mends it`,
    },
    {
      name: 'lock',
      ok: true,
      detail: holder ? `held by ${holder.what} (process ${holder.pid} on ${holder.machine}) since ${holder.since}` : 'free',
    },
    ...examineRoom(folder),
  )
  try {
    const store = openStore(folder, 'read', ports.clock.now())
    try {
      checks.push(
        ...examineDatabase(store.read),
        examineActions(store.read),
        ...examineSums(store.read, readFigureContext(store.read)),
        ...(await examineKeys(ports, folder, store.read, isMadeAtStart)),
      )
    } finally {
      store.close()
    }
  } catch (error) {
    const known = toStoreError(error, folder)
    if (!(known instanceof AppError)) throw error
    checks.push({ name: 'database', ok: false, detail: `${known.message} ${known.hint}` })
  }
  return toReport(checks)
}

function describeNone(folder: string): string {
  return listBackups(folder).length > 0
    ? `there is none in ${folder}. ${toRestoreHint(folder)}`
    : `there is none in ${folder}; tierdesk init makes one`
}

function examineRoom(folder: string): Check[] {
  const left = freeBytes(folder)
  const backups = listBackups(folder).filter(({ isVerified }) => isVerified)
  const [newest] = backups
  return [
    {
      name: 'room',
      ok: left >= LEAST_ROOM_BYTES,
      detail: left >= LEAST_ROOM_BYTES ? 'the disk has enough' : `the disk has ${Math.floor(left / 1_000_000)} MB left; make room`,
    },
    {
      name: 'backups',
      ok: true,
      detail: newest
        ? `${backups.length}, the newest of ${toIso(newest.at)}`
        : 'none yet: tierdesk backup FILE makes one, and so does a console every day',
    },
  ]
}

async function examineKeys(ports: HostPorts, folder: string, db: ReadDb, isMadeAtStart: (variable: string) => boolean): Promise<Check[]> {
  const checks: Check[] = []
  for (const connection of listConnections(db)) {
    const name = `key of ${PROVIDER_TITLES[connection.provider]}`
    if (connection.secretKind === 'environment' && isMadeAtStart(connection.secretName)) {
      checks.push({ name, ok: true, detail: 'another one with each start of the sandbox' })
      continue
    }
    try {
      await openKey(ports, folder, connection)
      checks.push({ name, ok: true, detail: `can be read, ends in ${connection.lastFour}` })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      checks.push({ name, ok: false, detail: `${error.message} ${error.hint}` })
    }
  }
  return checks
}

function toReport(checks: Check[]): CheckReport {
  return { ok: checks.every(({ ok }) => ok), checks }
}
