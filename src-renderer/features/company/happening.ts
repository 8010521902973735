import type { Instant } from '../../../src-shared/model/instant.ts'
import type { IconName } from '../../ui/iconShapes.tsx'
import type { Tone } from '../../ui/tone.ts'

export const HAPPENING_KINDS = ['plan', 'payment', 'hours', 'company'] as const
export type HappeningKind = (typeof HAPPENING_KINDS)[number]

/** One thing that happened to a company: a fact, or a rule that fired on one. */
export interface Happening {
  at: Instant
  kind: HappeningKind
  icon: IconName
  tone: Tone
  title: string
  detail: string | null
  rule: string | null
  fact: { source: string | null; type: string; ref: string } | null
}
