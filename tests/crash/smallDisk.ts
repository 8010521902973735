import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of `megabytes` that can be filled, in a name space of its own: needs no rights where the system lets users have one. */
export function runOnSmallDisk(
  megabytes: number,
  child: string,
  words: readonly string[] = [],
): { stdout: string; stderr: string; status: number | null } {
  const place = mkdtempSync(join(tmpdir(), 'tierdesk-disk-'))
  const script = `mount -t tmpfs -o size=${megabytes}m tmpfs "$1" && shift && exec "$@"`
  const command = [
    '-rm',
    'sh',
    '-c',
    script,
    'sh',
    place,
    process.execPath,
    '--import',
    join(import.meta.dirname, 'loadJson.ts'),
    child,
    place,
    ...words,
  ]
  const { stdout, stderr, status } = spawnSync('unshare', command, { encoding: 'utf8', env: { ...process.env, TMPDIR: place } })
  rmSync(place, { recursive: true, force: true })
  return { stdout, stderr, status }
}

/** Whether this system lets us have such a disk: a container may not. Then the same is proved with a database that may not grow. */
export function canHaveSmallDisk(): boolean {
  if (process.platform !== 'linux') return false
  return spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs -o size=1m tmpfs /tmp']).status === 0
}
