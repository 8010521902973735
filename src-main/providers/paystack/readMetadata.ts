import { isRecord, parseJson, readPart, type Wire } from './readWire.ts'

/**
 * What was written into an object's metadata under a name, where that is text.
 *
 * Metadata is an object, the same as JSON text, or empty; a field that payers see is in a list of its own.
 */
export function readMetadata(object: Wire, name: string): string | null {
  const metadata = toMetadata(object['metadata'])
  if (metadata === null) return null
  const value = metadata[name] ?? findCustomField(metadata, name)
  return typeof value === 'string' && value !== '' ? value : null
}

function toMetadata(value: unknown): Wire | null {
  const parsed = typeof value === 'string' ? parseJson(value) : value
  return isRecord(parsed) ? parsed : null
}

function findCustomField(metadata: Wire, name: string): unknown {
  const listed = metadata['custom_fields']
  const fields: unknown[] = Array.isArray(listed) ? listed : Object.values(readPart(metadata, 'custom_fields') ?? {})
  const field = fields.find((each) => isRecord(each) && each['variable_name'] === name)
  return isRecord(field) ? field['value'] : null
}
