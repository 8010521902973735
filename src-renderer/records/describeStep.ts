import type { LedgerWindowAnswer } from '../../src-shared/contract/hours.ts'
import type { IconName } from '../ui/iconShapes.tsx'
import type { Tone } from '../ui/tone.ts'

export type LedgerStep = LedgerWindowAnswer['steps'][number]

interface StepWords {
  icon: IconName
  tone: Tone
  words: string
  /** What it does to what stands in the next column. */
  sign: '+' | '−' | ''
}

const PARTS = { month: 'month', rollover: 'rollover', pack: 'pack' } as const
const ENDED = { month: 'Month lapsed', rollover: 'Rollover lapsed', pack: 'Pack lapsed' } as const

/** A step of the ledger as people say it. */
export function describeStep({ kind, minutes, part }: Pick<LedgerStep, 'kind' | 'minutes' | 'part'>): StepWords {
  switch (kind) {
    case 'allocated':
      return { icon: 'plus', tone: 'ok', words: 'Allocated', sign: '+' }
    case 'bought':
      return { icon: 'plus', tone: 'ok', words: 'Pack bought', sign: '+' }
    case 'changed':
      return { icon: 'plans', tone: 'trial', words: 'Plan changed', sign: minutes === 'unlimited' || minutes >= 0 ? '+' : '' }
    case 'rolled-over':
      return { icon: 'arrowRight', tone: 'idle', words: 'Rolled over', sign: '' }
    case 'drawn':
      return { icon: 'hours', tone: 'idle', words: `Work from ${PARTS[part ?? 'month']}`, sign: '−' }
    case 'trimmed':
      return { icon: 'expired', tone: 'idle', words: 'Trimmed to cap', sign: '−' }
    case 'lapsed':
      return { icon: 'expired', tone: 'watch', words: ENDED[part ?? 'month'], sign: '−' }
    case 'refunded':
      return { icon: 'canceled', tone: 'watch', words: 'Pack refunded', sign: '−' }
    case 'overage':
      return { icon: 'over', tone: 'bad', words: 'Work without hours', sign: '+' }
    case 'billed':
      return { icon: 'check', tone: 'ok', words: 'Overage billed', sign: '−' }
    case 'waived':
      return { icon: 'check', tone: 'ok', words: 'Overage waived', sign: '−' }
  }
}
