import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const FOLDER = join(dirname(createRequire(import.meta.url).resolve('stripe')), '..', 'esm', 'resources')

/** The fields of one of the SDK's interfaces, as its declarations have them. */
export function readDeclaredFields(file: string, name: string): { required: Set<string>; optional: Set<string>; nullable: Set<string> } {
  const text = readFileSync(join(FOLDER, `${file}.d.ts`), 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, '')
  const match = new RegExp(`^( *)(?:export )?interface ${name} \\{\\n([\\s\\S]*?)^\\1\\}`, 'm').exec(text)
  if (!match) throw new Error(`${file} declares no ${name}`)
  const indent = `${match[1]}    `
  const fields = { required: new Set<string>(), optional: new Set<string>(), nullable: new Set<string>() }
  for (const [, field = '', mark, type = ''] of (match[2] ?? '').matchAll(new RegExp(`^${indent}(\\w+)(\\??): (.*)$`, 'gm'))) {
    if (type === 'void;') continue
    ;(mark === '?' ? fields.optional : fields.required).add(field)
    if (type.includes('null') || mark === '?') fields.nullable.add(field)
  }
  return fields
}
