/** As ids are spelled, in the order of ASCII. */
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const PAIRS = 62 * 62

/** How many copies a template can have: so many words have four letters. */
export const MOST_COPIES = PAIRS * PAIRS

/** The letters at the end of an id that say which copy it is of. */
export const OWN_LETTERS = 4

/** Has no divisor in common with 62, so that every copy gets letters of its own; near the golden section, so that they are scattered. */
const STEP = 9_132_277

/** What undoes `STEP` among four letters. */
const BACK = invert(STEP, MOST_COPIES)

/** Every word of two letters, as bytes, one after the other. */
const BYTES_OF_PAIRS = Uint8Array.from({ length: PAIRS * 2 }, (_, at) => {
  const pair = at >> 1
  return LETTERS.charCodeAt(at % 2 === 0 ? Math.floor(pair / 62) : pair % 62)
})

/** How far the letters of a copy lie from those of its template. The template is copy 0. */
export function toStride(copy: number): number {
  return (copy * STEP) % MOST_COPIES
}

/** The copy whose letters lie this far from those of its template. */
export function fromStride(stride: number): number {
  return (stride * BACK) % MOST_COPIES
}

/** What four letters count; null where they are no letters of an id. */
export function readLetters(word: string): number | null {
  let value = 0
  for (const letter of word) {
    const digit = LETTERS.indexOf(letter)
    if (digit < 0) return null
    value = value * 62 + digit
  }
  return value
}

/** The four letters that lie a stride on. @param own what those of the template count */
export function spellOn(own: number, stride: number): string {
  const word = (own + stride) % MOST_COPIES
  const spell = (pair: number) => `${LETTERS[Math.floor(pair / 62)]}${LETTERS[pair % 62]}`
  return spell(Math.floor(word / PAIRS)) + spell(word % PAIRS)
}

/** As `spellOn`, as bytes in the place of others. */
export function writeOn(bytes: Uint8Array, at: number, own: number, stride: number): void {
  const word = (own + stride) % MOST_COPIES
  const first = Math.floor(word / PAIRS)
  const second = word - first * PAIRS
  bytes[at] = BYTES_OF_PAIRS[2 * first] ?? 0
  bytes[at + 1] = BYTES_OF_PAIRS[2 * first + 1] ?? 0
  bytes[at + 2] = BYTES_OF_PAIRS[2 * second] ?? 0
  bytes[at + 3] = BYTES_OF_PAIRS[2 * second + 1] ?? 0
}

/** Euclid's way to the number that a number must be multiplied with to leave 1. */
function invert(number: number, modulus: number): number {
  let [rest, next] = [modulus, number]
  let [factor, nextFactor] = [0, 1]
  while (next !== 0) {
    const times = Math.floor(rest / next)
    ;[rest, next] = [next, rest - times * next]
    ;[factor, nextFactor] = [nextFactor, factor - times * nextFactor]
  }
  if (rest !== 1) throw new Error('Broken promise: the step shares a divisor with its modulus')
  return factor < 0 ? factor + modulus : factor
}
