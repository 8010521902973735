import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import { AppError } from '../../src-shared/model/appError.ts'
import { databaseFile } from './databaseFile.ts'

const ONLY_MINE = 0o700

/** Folders that another program copies behind our back: half of a write-ahead log is a corrupt database. */
const SYNCHRONISED =
  /(^|[\\/])(dropbox( \([^\\/]*)?|google ?drive(-[^\\/]*)?|onedrive[^\\/]*|icloud[^\\/]*|com~apple~clouddocs|nextcloud|syncthing|box sync)([\\/]|$)/i
const NETWORK_FILE_SYSTEMS = new Set(['nfs', 'nfs4', 'cifs', 'smb3', 'smbfs', 'fuse.sshfs', '9p', 'afs', 'ceph', 'glusterfs'])

export function hasWorkspace(folder: string): boolean {
  return existsSync(databaseFile(folder))
}

/** Makes the folder of a new workspace, for its owner alone. Refuses one that holds something else. */
export function makeWorkspaceFolder(folder: string): void {
  if (hasWorkspace(folder)) {
    throw new AppError(
      'workspace-exists',
      `There is a workspace in ${folder} already. It was left as it is.`,
      'Choose another folder with --workspace.',
    )
  }
  if (holdsSomething(folder)) {
    throw new AppError(
      'workspace-exists',
      `${folder} holds other files. Nothing was changed.`,
      'Choose an empty folder, or one that does not exist yet, with --workspace.',
    )
  }
  try {
    makeFolder(resolve(folder))
    chmodSync(folder, ONLY_MINE)
  } catch (error) {
    throw new AppError(
      'workspace-read-only',
      `${folder} cannot be made: this user may not write there. Nothing was changed.`,
      'Choose another folder with --workspace.',
      {
        cause: error,
      },
    )
  }
}

/** One by one from the first that is missing: Node's own recursion never ends where a folder can hold none, as in /proc (seen with 24.21). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: ONLY_MINE })
}

/** What belongs to a workspace, as names or their beginnings. */
const OURS = ['backups', 'keys.sealed.json', 'room.reserve', 'sandbox', 'tierdesk.db', 'workspace.lock']

/**
 * Makes sure that a workspace can be restored into a folder: into one that has none, or into the place of what is there.
 *
 * @returns whether the folder was made for it
 */
export function prepareRestore(folder: string, isForced: boolean): boolean {
  if (existsSync(databaseFile(folder))) {
    if (isForced) return false
    throw new AppError(
      'workspace-exists',
      `There is a workspace in ${folder} already. It was left as it is.`,
      'Restore into another folder with --workspace, or in its place with --force: what is there now is then kept aside.',
    )
  }
  const isOurs = existsSync(folder) && readdirSync(folder).every((name) => OURS.some((own) => name.startsWith(own)))
  if (isOurs) return false
  makeWorkspaceFolder(folder)
  return true
}

/** Takes back a folder that was made for nothing. */
export function removeEmptyFolder(folder: string): void {
  if (readdirSync(folder).length === 0) rmdirSync(folder)
}

function holdsSomething(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') return false
    if (code === 'ENOTDIR' || code === 'EACCES') return true
    throw error
  }
}

/** Takes back a database that could not be made whole: the next try would refuse it as somebody's workspace. */
export function removeHalfMade(folder: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(databaseFile(folder) + end, { force: true })
}

export function checkWritable(folder: string): void {
  try {
    accessSync(folder, constants.W_OK)
    accessSync(databaseFile(folder), constants.W_OK)
  } catch (error) {
    throw new AppError(
      'workspace-read-only',
      `The workspace in ${folder} is read-only for this user. Nothing was changed.`,
      'Give this user the right to write there. Commands that only read may work from a copy of the folder.',
      { cause: error },
    )
  }
}

/** Who else may read the folder, as octal permissions; null when only its owner may, or where the system has no such thing. */
export function findLoosePermissions(folder: string): string | null {
  if (process.platform === 'win32') return null
  const permissions = statSync(folder).mode & 0o777
  return (permissions & 0o077) === 0 ? null : permissions.toString(8)
}

/** Why a database is in danger in this folder, or null. */
export function findFolderDanger(folder: string, mounts: string | null = readMounts()): string | null {
  const path = existsSync(folder) ? realpathSync(folder) : resolve(folder)
  if (SYNCHRONISED.test(path)) return 'a synchronised folder: its program copies files in the middle of a write'
  const fileSystem = findFileSystem(path, mounts ?? '')
  return fileSystem && NETWORK_FILE_SYSTEMS.has(fileSystem) ? `a network file system (${fileSystem}), whose locks do not hold` : null
}

function readMounts(): string | null {
  return process.platform === 'linux' && existsSync('/proc/mounts') ? readFileSync('/proc/mounts', 'utf8') : null
}

function findFileSystem(path: string, mounts: string): string | undefined {
  const candidates = mounts
    .split('\n')
    .map((line) =>
      line.split(' ').map((field) => field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))),
    )
    .filter(([, point]) => point !== undefined && (path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`)))
  return candidates.reverse().sort((a, b) => (b[1]?.length ?? 0) - (a[1]?.length ?? 0))[0]?.[2]
}
