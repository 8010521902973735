import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../src-shared/model/appError.ts'

const FILE = 'keys.sealed.json'

/** Sealed keys by name. They stand beside the database and not in it, so that no backup holds them. */
type SealedKeys = Record<string, { seal: string; text: string }>

export function findSealedKey(folder: string, name: string): { seal: string; text: string } | null {
  const key = readKeys(folder)[name]
  return typeof key?.seal === 'string' && typeof key.text === 'string' ? key : null
}

export function saveSealedKey(folder: string, name: string, seal: string, text: string): void {
  const file = join(folder, FILE)
  const draft = `${file}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, `${JSON.stringify({ ...readKeys(folder), [name]: { seal, text } }, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  renameSync(draft, file)
}

function readKeys(folder: string): SealedKeys {
  const file = join(folder, FILE)
  if (!existsSync(file)) return {}
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as SealedKeys | null) ?? {}
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new AppError('key-unreadable', `${FILE} is damaged. It was left as it is.`, 'Move it away and connect again, or restore it.', {
      cause: error,
    })
  }
}
