import type { Stencil, Stretch } from './cutStencil.ts'
import type { CompanyName } from './nameCompany.ts'
import { writeOn } from './respell.ts'

/** What a copy puts into the blanks of a stencil. */
export interface Filling {
  /** How far its ids lie from those of its template. */
  stride: number
  /** How many seconds before its template it lived. */
  shift: number
  /** As JSON writes them, without the quotes. */
  readonly texts: CompanyName
}

/** Bytes of an answer that is being written. One sheet serves one answer after the other. */
export interface Sheet {
  readonly length: number
  text(text: string): void
  fill(stencil: Stencil, filling: Filling): void
  /** What was written from a place on, which is wiped. */
  takeBack(from: number): string
  /** A copy of it all, and an empty sheet. */
  finish(): Buffer
}

const FIRST_BYTES = 1 << 20
const ZERO = 48

export function createSheet(): Sheet {
  let bytes = Buffer.allocUnsafe(FIRST_BYTES)
  let length = 0
  return {
    get length() {
      return length
    },
    text,
    fill(stencil, filling) {
      for (const stretch of stencil) {
        lay(stretch, filling)
        if (stretch.blank !== null) text(filling.texts[stretch.blank])
      }
    },
    takeBack(from) {
      const taken = bytes.toString('utf8', from, length)
      length = from
      return taken
    },
    finish() {
      const finished = Buffer.from(bytes.subarray(0, length))
      length = 0
      return finished
    },
  }

  function makeRoom(more: number): void {
    if (length + more <= bytes.length) return
    const wider = Buffer.allocUnsafe(Math.max(2 * bytes.length, length + more))
    bytes.copy(wider, 0, 0, length)
    bytes = wider
  }

  function text(written: string): void {
    makeRoom(3 * written.length)
    length += bytes.write(written, length)
  }

  function lay({ bytes: laid, ids, instants }: Stretch, { stride, shift }: Filling): void {
    makeRoom(laid.length)
    bytes.set(laid, length)
    if (stride !== 0) for (let at = 0; at < ids.length; at += 2) writeOn(bytes, length + (ids[at] ?? 0), ids[at + 1] ?? 0, stride)
    if (shift !== 0) {
      for (let at = 0; at < instants.length; at += 2) writeFigures(length + (instants[at] ?? 0), (instants[at + 1] ?? 0) - shift)
    }
    length += laid.length
  }

  /** Ten of them: from September 2001 to the year 2286. */
  function writeFigures(at: number, seconds: number): void {
    let left = seconds
    for (let place = at + 9; place >= at; place--) {
      const rest = Math.floor(left / 10)
      bytes[place] = ZERO + left - 10 * rest
      left = rest
    }
  }
}
