import { z } from '../../src-shared/contract/zod.ts'
import { AppError } from '../../src-shared/model/appError.ts'

/** A place in a list as text, with the question that it belongs to. */
export function writeCursor(question: string, place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([question, ...place])).toString('base64url')
}

/** The place that `writeCursor` wrote for the same question; anything else is refused. */
export function readCursor<Place extends z.ZodType>(cursor: string, question: string, place: Place): z.output<Place> {
  const written = z.array(z.unknown()).safeParse(readJson(Buffer.from(cursor, 'base64url').toString('utf8')))
  const [asked, ...rest] = written.success ? written.data : []
  const parsed = place.safeParse(rest)
  if (!parsed.success || asked !== question) {
    throw new AppError(
      'cursor-unreadable',
      'This cursor does not belong to this question.',
      'Ask the first page again, and use the "next" that it gives with the same filters and order.',
    )
  }
  return parsed.data
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // What is no JSON fits no cursor either: the caller's check says so.
    return undefined
  }
}
