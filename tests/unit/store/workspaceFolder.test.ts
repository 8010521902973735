import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { databaseFile } from '../../../src-main/store/databaseFile.ts'
import { openStore } from '../../../src-main/store/openStore.ts'
import {
  checkWritable,
  findFolderDanger,
  findLoosePermissions,
  hasWorkspace,
  makeWorkspaceFolder,
} from '../../../src-main/store/workspaceFolder.ts'
import { saveWorkspace } from '../../../src-main/store/writes/saveWorkspace.ts'
import { refusal } from './caught.ts'
import { makeFolder, NOW } from './makeStore.ts'

describe('the folder of a new workspace', () => {
  test('is made with all that leads to it', () => {
    const folder = join(makeFolder(), 'a', 'b')
    makeWorkspaceFolder(folder)
    expect(readdirSync(folder)).toEqual([])
    expect(hasWorkspace(folder)).toBe(false)
  })

  test.skipIf(process.platform === 'win32')('is for its owner alone, also where it stood open before', () => {
    const folder = makeFolder()
    chmodSync(folder, 0o755)
    expect(findLoosePermissions(folder)).toBe('755')
    makeWorkspaceFolder(folder)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(findLoosePermissions(folder)).toBeNull()
  })

  test('is refused where there is a workspace, which stays as it is', () => {
    const folder = makeFolder()
    openStore(folder, 'write', NOW).close()
    const before = readFileSync(databaseFile(folder))
    expect(refusal(() => makeWorkspaceFolder(folder))).toMatchObject({ code: 'workspace-exists', message: /workspace in .* already/ })
    expect(readFileSync(databaseFile(folder)).equals(before)).toBe(true)
  })

  test.each(['notes.txt', '.hidden'])('is refused where there is something else: %s', (name) => {
    const folder = makeFolder()
    chmodSync(folder, 0o755)
    writeFileSync(join(folder, name), 'mine')
    expect(refusal(() => makeWorkspaceFolder(folder)).code).toBe('workspace-exists')
    expect(readdirSync(folder)).toEqual([name])
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o755)
  })

  test('is refused where there is a file of that name', () => {
    const file = join(makeFolder(), 'file')
    writeFileSync(file, 'mine')
    expect(refusal(() => makeWorkspaceFolder(file)).code).toMatch(/^workspace-/)
    expect(refusal(() => makeWorkspaceFolder(join(file, 'deeper'))).code).toMatch(/^workspace-/)
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })
})

describe('the danger of a place', () => {
  const MOUNTS = [
    'sysfs /sys sysfs rw 0 0',
    '/dev/sda1 / ext4 rw 0 0',
    'nas:/export /mnt/nas nfs4 rw 0 0',
    '/dev/sdb1 /mnt/nas/local ext4 rw 0 0',
    '//server/share /mnt/windows cifs rw 0 0',
    'me@host: /home/me/far fuse.sshfs rw 0 0',
    'C: /mnt/c 9p rw 0 0',
    'systemd-1 /net/auto autofs rw 0 0',
    'nas:/auto /net/auto nfs4 rw 0 0',
    'nas:/spaces /mnt/two\\040words nfs rw 0 0',
  ].join('\n')

  test.each([
    ['/home/me/tierdesk', MOUNTS],
    ['/home/me/dropboxes/tierdesk', MOUNTS],
    ['/home/me/my-onedrive-notes', MOUNTS],
    ['/home/me/icebox', MOUNTS],
    ['/home/me/syncthing-not', MOUNTS],
    ['/mnt/nas2/tierdesk', MOUNTS],
    ['/mnt/nas/local/tierdesk', MOUNTS],
    ['/home/me/farther', MOUNTS],
    ['/home/me/tierdesk', null],
    ['/home/me/tierdesk', ''],
    ['/home/me/tierdesk', 'not a mount table'],
  ])('%s is safe', (folder, mounts) => {
    expect(findFolderDanger(folder, mounts ?? '')).toBeNull()
  })

  test.each([
    '/home/me/Dropbox/tierdesk',
    '/home/me/Dropbox',
    '/home/me/Dropbox (Acme Ltd)/tierdesk',
    '/home/me/Google Drive/tierdesk',
    '/Users/me/Library/CloudStorage/GoogleDrive-me@acme.co.ke/My Drive/tierdesk',
    '/Users/me/Library/CloudStorage/Dropbox/tierdesk',
    '/Users/me/Library/CloudStorage/OneDrive-Personal/tierdesk',
    '/Users/me/Library/Mobile Documents/com~apple~CloudDocs/tierdesk',
    '/Users/me/iCloud Drive/tierdesk',
    '/home/me/OneDrive - Acme Ltd/tierdesk',
    '/home/me/onedrive/tierdesk',
    '/home/me/Nextcloud/tierdesk',
    '/home/me/Syncthing/tierdesk',
  ])('%s is synchronised', (folder) => {
    expect(findFolderDanger(folder, '') ?? 'safe').toMatch(/synchronised/)
  })

  test.each([
    ['/mnt/nas', 'nfs4'],
    ['/mnt/nas/tierdesk', 'nfs4'],
    ['/mnt/windows/tierdesk', 'cifs'],
    ['/home/me/far/tierdesk', 'fuse.sshfs'],
    ['/mnt/c/Users/me/tierdesk', '9p'],
    ['/net/auto/tierdesk', 'nfs4'],
    ['/mnt/two words/tierdesk', 'nfs'],
  ])('%s lies on a network file system (%s)', (folder, fileSystem) => {
    expect(findFolderDanger(folder, MOUNTS) ?? 'safe').toContain(`network file system (${fileSystem})`)
  })

  test('is seen through a symbolic link', () => {
    const folder = makeFolder()
    mkdirSync(join(folder, 'Dropbox', 'tierdesk'), { recursive: true })
    symlinkSync(join(folder, 'Dropbox', 'tierdesk'), join(folder, 'desk'))
    expect(findFolderDanger(join(folder, 'desk'), '') ?? 'safe').toMatch(/synchronised/)
  })
})

describe.skipIf(process.platform === 'win32')('for a user who may not write', () => {
  test('no workspace is made, and the folder is not there afterwards', () => {
    const parent = makeOpenFolder(0o555)
    expect(actAsNobody('make', join(parent, 'desk'))).toMatch(/^workspace-read-only: .*may not write there/)
    expect(existsSync(join(parent, 'desk'))).toBe(false)
  })

  test('none is made in the empty folder of somebody else', () => {
    const folder = makeOpenFolder(0o755)
    expect(actAsNobody('make', folder)).toMatch(/^workspace-read-only: /)
    expect(statSync(folder).mode & 0o777).toBe(0o755)
  })

  test('none is made in a folder that cannot even be read', () => {
    const folder = makeOpenFolder(0o311)
    expect(actAsNobody('make', folder)).toMatch(/^workspace-/)
  })

  test('a workspace of somebody else is read-only, in words, and left as it is', () => {
    const folder = makeOpenFolder(0o755)
    openStore(folder, 'write', NOW).close()
    chmodSync(databaseFile(folder), 0o444)
    chmodSync(folder, 0o555)
    const before = readFileSync(databaseFile(folder))
    for (const what of ['check', 'write']) expect(actAsNobody(what, folder)).toMatch(/^workspace-read-only: .*(Nothing|not) /)
    expect(readFileSync(databaseFile(folder)).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(['tierdesk.db'])
  })

  test('a workspace of somebody else is looked at all the same, saying why it is not written, and left as it is', () => {
    const folder = makeOpenFolder(0o755)
    const store = openStore(folder, 'write', NOW)
    store.transact((tx) => saveWorkspace(tx, { key: '00ff', name: 'Theirs', mode: 'test', zone: 'UTC', createdAt: NOW }))
    store.close()
    chmodSync(databaseFile(folder), 0o444)
    chmodSync(folder, 0o555)
    expect(actAsNobody('look', folder)).toBe('Theirs, to look, workspace-read-only: done')
    expect(readdirSync(folder)).toEqual(['tierdesk.db'])
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('tierdesk-look-'))).toEqual([])
  })

  test('a database that may not be read is told in words', () => {
    const folder = makeOpenFolder(0o755)
    openStore(folder, 'write', NOW).close()
    chmodSync(databaseFile(folder), 0o000)
    for (const what of ['read', 'write', 'check']) expect(actAsNobody(what, folder)).toMatch(/^workspace-read-only: /)
  })
})

test('a folder that can be written passes the check', () => {
  const folder = makeFolder()
  openStore(folder, 'write', NOW).close()
  expect(() => checkWritable(folder)).not.toThrow()
})

/** A folder that everyone may come to: the common one of the tests is for its owner alone. */
function makeOpenFolder(mode: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'tierdesk-open-'))
  onTestFinished(() => {
    chmodSync(folder, 0o700)
    rmSync(folder, { recursive: true, force: true })
  })
  chmodSync(folder, mode)
  return folder
}

/** What the child says. Permissions do not bind root, so a child of root gives that up. */
function actAsNobody(what: string, folder: string): string {
  const child = spawnSync(process.execPath, [join(import.meta.dirname, 'folderChild.ts'), what, folder], { encoding: 'utf8' })
  if (child.status !== 0) throw new Error(`the child did not run: ${child.error?.message ?? child.stderr}`)
  return child.stdout
}
