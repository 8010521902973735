import type { Filling } from './createSheet.ts'
import { type CompanyName, nameCompany } from './nameCompany.ts'
import type { Cast, Part } from './readCast.ts'
import { fromStride, MOST_COPIES, OWN_LETTERS, readLetters, spellOn, toStride } from './respell.ts'
import { roll } from './roll.ts'

/** One object of the crowd. */
export interface Found {
  part: Part
  copy: number
}

/** What makes one copy of a template differ from the next, all of it counted anew each time it is asked for. */
export interface Copies {
  readonly companies: number
  /** How many copies the template with the most has. */
  readonly most: number
  /** How many copies there are of a part: one of what is nobody's. */
  count(part: Part): number
  /** Seconds. */
  createdOf(part: Part, copy: number): number
  /** No object was made before: seconds. */
  readonly earliest: number
  idOf(part: Part, copy: number): string
  find(id: string): Found | null
  /** What a copy of a template puts into its objects. @param template null for what is nobody's */
  fillingOf(template: number | null, copy: number): Filling
  /** The place of a copy among all companies; null for what is nobody's. */
  companyOf(template: number | null, copy: number): number | null
  templateOf(company: number): { template: number; copy: number }
}

/** Chance for names has nothing to do with that for times. */
const FOR_NAMES = 0x51ed270b

/** @param seed 32 bits */
export function createCopies(cast: Cast, companies: number, seed: number): Copies {
  const templates = cast.templates.length
  const most = Math.max(1, Math.ceil(companies / templates))
  if (most > MOST_COPIES) throw new Error(`A template has at most ${MOST_COPIES} copies.`)
  const shifts = rollShifts(cast, companies, seed)
  const parts = Object.values(cast.parts).flat()
  const earliest = parts.reduce((least, { created }) => Math.min(least, created), Infinity) - findMost(shifts)
  return {
    companies,
    most,
    count,
    createdOf: (part, copy) => part.created - shiftOf(part.template, copy),
    earliest,
    idOf: ({ id, own }, copy) => id.slice(0, -OWN_LETTERS) + spellOn(own, toStride(copy)),
    find(id) {
      const part = cast.find(id.slice(0, -OWN_LETTERS))
      const own = readLetters(id.slice(-OWN_LETTERS))
      if (!part || own === null) return null
      const copy = fromStride((own - part.own + MOST_COPIES) % MOST_COPIES)
      return copy < count(part) ? { part, copy } : null
    },
    fillingOf(template, copy) {
      let texts: CompanyName | null = null
      return {
        stride: toStride(copy),
        shift: shiftOf(template, copy),
        // Most objects name nobody.
        get texts() {
          texts ??= nameCopy(template, copy)
          return texts
        },
      }
    },
    companyOf: (template, copy) => (template === null ? null : copy * templates + template),
    templateOf: (company) => ({ template: company % templates, copy: Math.floor(company / templates) }),
  }

  function count({ template }: Part): number {
    if (template === null) return 1
    return Math.max(0, Math.ceil((companies - template) / templates))
  }

  function shiftOf(template: number | null, copy: number): number {
    return template === null ? 0 : (shifts[copy * templates + template] ?? 0)
  }

  function nameCopy(template: number | null, copy: number): CompanyName {
    if (template === null || copy === 0) return toOwnName(template)
    const company = copy * templates + template
    return nameCompany(company, roll(seed ^ FOR_NAMES, company))
  }

  function toOwnName(template: number | null): CompanyName {
    const { name, email, prefix } = cast.templates[template ?? -1] ?? { name: '', email: '', prefix: '' }
    return { name: toInner(name), email: toInner(email), prefix: toInner(prefix) }
  }
}

function toInner(text: string | null): string {
  return JSON.stringify(text ?? '').slice(1, -1)
}

/** By how many seconds each company lived before its template, which is its own copy 0. */
function rollShifts({ templates }: Cast, companies: number, seed: number): Uint32Array {
  const shifts = new Uint32Array(companies)
  const reaches = templates.map(({ reachMinutes }) => reachMinutes)
  for (let company = reaches.length; company < companies; company++) {
    const reach = reaches[company % reaches.length] ?? 0
    shifts[company] = 60 * Math.floor((roll(seed, company) / 2 ** 32) * (reach + 1))
  }
  return shifts
}

function findMost(numbers: Uint32Array): number {
  let most = 0
  for (const number of numbers) if (number > most) most = number
  return most
}
