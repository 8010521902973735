/** As the engine has it: so many letters. An XLSX is sent in letters of which each holds three quarters of a byte. */
const MOST_LETTERS = 12_000_000
const MOST_XLSX_BYTES = (MOST_LETTERS / 4) * 3

export interface StatementFile {
  name: string
  content: string
  format: 'csv' | 'xlsx'
}

type ReadFile = { ok: true; file: StatementFile } | { ok: false; fault: string }

/** A statement as the engine takes it, or why it cannot be one. What kind it is, its first bytes say: names are changed by people. */
export async function readStatementFile(file: File): Promise<ReadFile> {
  if (file.size === 0) return { ok: false, fault: 'This file is empty' }
  if (file.size > MOST_LETTERS) return { ok: false, fault: 'This file is larger than 12 MB. Ask the portal for fewer days at once' }
  try {
    const bytes = new Uint8Array(await read(file, 'readAsArrayBuffer'))
    if (startsWith(bytes, 0xd0, 0xcf)) return { ok: false, fault: 'This is an Excel file of the old kind. Save it as XLSX or CSV' }
    if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46))
      return { ok: false, fault: 'This is a PDF. The portal gives the same statement as CSV or XLSX' }
    if (!startsWith(bytes, 0x50, 0x4b)) return { ok: true, file: { name: file.name, content: decode(bytes), format: 'csv' } }
    if (file.size > MOST_XLSX_BYTES) return { ok: false, fault: 'This XLSX is larger than 9 MB. Save it as CSV, or ask for fewer days' }
    const address = await read(file, 'readAsDataURL')
    return { ok: true, file: { name: file.name, content: address.slice(address.indexOf(',') + 1), format: 'xlsx' } }
  } catch {
    // A reader says no more than that it could not: the file was moved, or may not be read.
    return { ok: false, fault: 'This file cannot be read. It may have been moved, or belong to somebody else' }
  }
}

function read(file: File, how: 'readAsArrayBuffer'): Promise<ArrayBuffer>
function read(file: File, how: 'readAsDataURL'): Promise<string>
function read(file: File, how: 'readAsArrayBuffer' | 'readAsDataURL'): Promise<ArrayBuffer | string> {
  const { promise, resolve, reject } = Promise.withResolvers<ArrayBuffer | string>()
  const reader = new FileReader()
  reader.onload = () => (reader.result === null ? reject(new Error('The reader gave nothing')) : resolve(reader.result))
  reader.onerror = () => reject(reader.error)
  reader[how](file)
  return promise
}

function startsWith(bytes: Uint8Array, ...start: number[]): boolean {
  return start.every((byte, place) => bytes[place] === byte)
}

/** UTF-8, or what spreadsheets save where somebody saved the file again. */
function decode(bytes: Uint8Array): string {
  if (startsWith(bytes, 0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8: names may have other letters than ASCII, and amounts have none.
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
