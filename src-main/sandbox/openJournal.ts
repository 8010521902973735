import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'

export interface Journal {
  /** Lines that were there when it was opened. */
  readonly lines: readonly unknown[]
  /** On the disk when this returns. */
  append(line: object): void
  close(): void
}

/**
 * A file of JSON lines that only grows, readable by its owner alone.
 *
 * A last line that was cut off by the end of the power never was: it is cut away. Throws where any other line cannot be read.
 */
export function openJournal(path: string): Journal {
  const file = openSync(path, 'a+', 0o600)
  const text = readFileSync(file, 'utf8')
  const end = text.lastIndexOf('\n') + 1
  if (end < text.length) ftruncateSync(file, Buffer.byteLength(text.slice(0, end)))
  const lines = text
    .slice(0, end)
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => parse(line, index))
  return {
    lines,
    append(line) {
      writeSync(file, `${JSON.stringify(line)}\n`)
      fsyncSync(file)
    },
    close: () => closeSync(file),
  }
}

function parse(line: string, index: number): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new Error(`Line ${index + 1} of the sandbox's journal cannot be read.`, { cause: error })
  }
}
