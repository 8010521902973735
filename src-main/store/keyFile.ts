import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FILE = 'keys.sealed.json'

/** Sealed keys by name. They stand beside the database and not in it, so that no backup holds them. */
type SealedKeys = Record<string, { seal: string; text: string }>

export function findSealedKey(folder: string, name: string): { seal: string; text: string } | null {
  return readKeys(folder)[name] ?? null
}

export function saveSealedKey(folder: string, name: string, seal: string, text: string): void {
  const file = join(folder, FILE)
  const draft = `${file}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, `${JSON.stringify({ ...readKeys(folder), [name]: { seal, text } }, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  renameSync(draft, file)
}

function readKeys(folder: string): SealedKeys {
  const file = join(folder, FILE)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SealedKeys) : {}
}
