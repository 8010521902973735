/** As the engine has it: so many letters. An XLSX is sent in letters of which each holds three quarters of a byte. */
const MOST_LETTERS = 12_000_000
const MOST_XLSX_BYTES = (MOST_LETTERS / 4) * 3
/** The web host takes messages of a million bytes, and closes the line on a longer one; the rest is for what stands around the file. */
const MOST_IN_TAB = 990_000

export interface StatementFile {
  name: string
  content: string
  format: 'csv' | 'xlsx'
}

type ReadFile = { ok: true; file: StatementFile } | { ok: false; fault: string }

/** A statement as the engine takes it, or why it cannot be one. What kind it is, its first bytes say: names are changed by people. */
export async function readStatementFile(file: File, isDesktop = window.location.protocol === 'app:'): Promise<ReadFile> {
  const read = await readAny(file)
  if (!read.ok || isDesktop || measureSent(read.file.content) <= MOST_IN_TAB) return read
  return {
    ok: false,
    fault: 'This is more than a browser tab can send, 1 MB. Import it in the desktop app, or ask the portal for fewer days at once',
  }
}

/** As it goes over the line. */
function measureSent(content: string): number {
  return new TextEncoder().encode(JSON.stringify(content)).length
}

async function readAny(file: File): Promise<ReadFile> {
  if (file.size === 0) return { ok: false, fault: 'This file is empty' }
  if (file.size > MOST_LETTERS) return { ok: false, fault: 'This file is larger than 12 MB. Ask the portal for fewer days at once' }
  try {
    const bytes = new Uint8Array(await readAs(file, 'readAsArrayBuffer'))
    if (startsWith(bytes, 0xd0, 0xcf)) return { ok: false, fault: 'This is an Excel file of the old kind. Save it as XLSX or CSV' }
    if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46))
      return { ok: false, fault: 'This is a PDF. The portal gives the same statement as CSV or XLSX' }
    if (!startsWith(bytes, 0x50, 0x4b)) return { ok: true, file: { name: file.name, content: decode(bytes), format: 'csv' } }
    if (file.size > MOST_XLSX_BYTES) return { ok: false, fault: 'This XLSX is larger than 9 MB. Save it as CSV, or ask for fewer days' }
    const address = await readAs(file, 'readAsDataURL')
    return { ok: true, file: { name: file.name, content: address.slice(address.indexOf(',') + 1), format: 'xlsx' } }
  } catch {
    // A reader says no more than that it could not: the file was moved, or may not be read.
    return { ok: false, fault: 'This file cannot be read. It may have been moved, or belong to somebody else' }
  }
}

function readAs(file: File, how: 'readAsArrayBuffer'): Promise<ArrayBuffer>
function readAs(file: File, how: 'readAsDataURL'): Promise<string>
function readAs(file: File, how: 'readAsArrayBuffer' | 'readAsDataURL'): Promise<ArrayBuffer | string> {
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
