import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, unlinkSync } from 'node:fs'
import { dirname } from 'node:path'

/** File systems of memory cards and of some networks know no second name for a file. */
const WITHOUT_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES'])

/**
 * Gives a finished draft its name, on disk before this returns: whoever sees the name sees a whole file.
 *
 * @returns false where something has that name and may not be replaced; the draft is then still there
 */
export function putFile(draft: string, file: string, mayReplace: boolean): boolean {
  syncFile(draft)
  if (mayReplace) renameSync(draft, file)
  else if (!renameToFree(draft, file)) return false
  syncFolder(dirname(file))
  return true
}

/** A second name refuses to replace; a rename would do it in silence. */
function renameToFree(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (code === 'EEXIST') return false
    if (!WITHOUT_LINKS.has(code)) throw error
    if (existsSync(file)) return false
    renameSync(draft, file)
    return true
  }
  unlinkSync(draft)
  return true
}

function syncFile(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** What a folder holds is on disk only once the folder is. Windows knows no such thing. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
