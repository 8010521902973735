import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

/** Codes have eight digits and capitals, so what has this many is one with a sign too few, another, or too many. */
const LEAST = 7
const MOST = 9

const list = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select distinct company.ref from company_link link join company on company.id = link.company_id
      where exists (select 1 from json_each(:patterns) pattern where link.code like pattern.value) limit 20`,
    )
    .pluck(),
)

/** Our ids of the companies whose code was meant, where one sign of what was written is wrong. @param written as `toReferenceKey` gives it */
export function listNearCodes(db: ReadDb, written: string): string[] {
  if (written.length < LEAST || written.length > MOST) return []
  return list(db).all({ patterns: JSON.stringify(toPatterns(written)) }) as string[]
}

/** What was written, with any sign in one place: in the place of its own, between two, or without one of its own. */
function toPatterns(written: string): string[] {
  const places = Array.from({ length: written.length + 1 }, (_, place) => place)
  if (written.length === LEAST) return places.map((place) => `${written.slice(0, place)}_${written.slice(place)}`)
  const any = written.length === MOST ? '' : '_'
  return places.slice(0, -1).map((place) => `${written.slice(0, place)}${any}${written.slice(place + 1)}`)
}
