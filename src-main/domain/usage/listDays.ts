import type { Instant } from '../../../src-shared/model/instant.ts'
import { DAY_MS } from '../calendar/dayMs.ts'
import { toDayText } from '../calendar/findDay.ts'

/** No day of a zone is shorter. */
const STEP_MS = DAY_MS / 2

/** The calendar days of a zone that a span touches, as `2026-03-10`, oldest first. The span's end is no part of it. */
export function listDays(start: Instant, end: Instant, zone: string): string[] {
  if (start >= end) return []
  const days = new Set<string>()
  for (let at: number = start; at < end; at += STEP_MS) days.add(toDayText(at as Instant, zone))
  days.add(toDayText((end - 1) as Instant, zone))
  return [...days]
}
