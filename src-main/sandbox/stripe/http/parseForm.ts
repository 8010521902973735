import { isWire, type Wire } from '../wire/wire.ts'

const MOST_FIELDS = 2000

/**
 * Reads `items[0][price]=a&metadata[b]=c` into nested objects and lists.
 *
 * Numbered names make a list, `name[]` adds to one, and everything else is a name: also `__proto__`, which stays a name.
 */
export function parseForm(form: string): Wire {
  const root: Wire = Object.create(null)
  let fields = 0
  for (const [name, value] of new URLSearchParams(form)) {
    fields += 1
    if (fields > MOST_FIELDS) break
    set(
      root,
      name.split(/\[|\]\[|\]$/).filter((part, index) => index === 0 || part !== '' || name.endsWith('[]')),
      value,
    )
  }
  return toPlain(root)
}

function set(root: Wire, path: readonly string[], value: string): void {
  let at = root
  for (const [index, part] of path.entries()) {
    const name = part === '' ? String(Object.keys(at).length) : part
    if (index === path.length - 1) {
      at[name] = value
      return
    }
    const next = at[name]
    if (isWire(next)) at = next
    else {
      const created: Wire = Object.create(null)
      at[name] = created
      at = created
    }
  }
}

function toPlain(value: Wire): Wire {
  const entries = Object.entries(value).map(([name, each]): [string, unknown] => [name, isWire(each) ? toListOrPlain(each) : each])
  return Object.fromEntries(entries)
}

function toListOrPlain(value: Wire): unknown {
  const names = Object.keys(value)
  const isList = names.length > 0 && names.every((name) => /^\d+$/.test(name))
  if (!isList) return toPlain(value)
  return names.sort((a, b) => Number(a) - Number(b)).map((name) => (isWire(value[name]) ? toListOrPlain(value[name]) : value[name]))
}
