import { isWire } from '../stripe/wire/wire.ts'

const NAMES =
  /^(created|updated|date|start|end|due_by|billing_cycle_anchor|next_payment_attempt|subscription_proration_date)$|_(at|date|start|end)$/

/** 2001: what is smaller counts something else. */
const LEAST = 1_000_000_000

/** What is shared by all companies, with the times that it has. */
const SHARED_OBJECTS: ReadonlySet<unknown> = new Set(['price', 'plan', 'product', 'coupon', 'promotion_code'])

/** Whether what stands under a name is an instant in seconds. Amounts can be as large, and stand under other names. */
export function isInstant(name: string, value: unknown): value is number {
  return typeof value === 'number' && value >= LEAST && Number.isSafeInteger(value) && NAMES.test(name)
}

/** Whether an object inside another is everybody's, and moves with nobody. */
export function isShared(value: unknown): boolean {
  return isWire(value) && SHARED_OBJECTS.has(value['object'])
}

/** The first instant in a record, however deep, that lies after another; infinity where there is none. */
export function findNext(value: unknown, after: number): number {
  if (Array.isArray(value)) return Math.min(Infinity, ...value.map((each: unknown) => findNext(each, after)))
  if (!isWire(value) || isShared(value)) return Infinity
  const nexts = Object.entries(value).map(([name, each]) => {
    if (typeof each === 'object') return findNext(each, after)
    return isInstant(name, each) && each > after ? each : Infinity
  })
  return Math.min(Infinity, ...nexts)
}
