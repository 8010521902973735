import { type Chance, createChance } from './createChance.ts'
import type { FlowMeter, HoursMeter, Meter, StockMeter, ToldHours, ToldUsage } from './meter.ts'

const DAY = 86_400
const WEEK = 7 * DAY
/** Recounted every day at the same time in the last days, so that no count is ever too old to judge by; and every week before. */
const DAILY_FOR = 8 * DAY

/** Of each day of the week from Thursday on (the first of 1970 was one): offices rest on Saturday and Sunday. */
const WEEKDAYS = [1.05, 0.9, 0.35, 0.3, 1, 1.15, 1.1]

const NOTES = [
  'Upgraded the payment plugin and tried a refund',
  'Moved the contact form to the new mail service',
  'Answered a ticket about slow pages; images resized',
  'Restored a page that was deleted by mistake',
  'Changed the opening hours and the map',
  'Monthly updates, backups tried',
  'Added the cookie banner in three languages',
  'Looked into failed logins; rules tightened',
  'New landing page for the campaign',
  'Fixed the export of orders',
] as const

/** What was counted after `from` and up to `to`, oldest first. The same span gives the same records. */
export function readUsage(meter: FlowMeter | StockMeter, from: number, to: number): ToldUsage[] {
  const all = meter.kind === 'flow' ? readFlow(meter, from, to) : readStock(meter, from, to)
  return all.sort((a, b) => a.at - b.at)
}

/** What was logged after `from` and up to `to`, oldest first. */
export function readHours(meter: HoursMeter, from: number, to: number): ToldHours[] {
  const { customer, product } = meter
  const chance = createChance(`hours/${customer}`)
  const readings = withExact(meter, from, to, (start, end) =>
    daysOf(start, end).flatMap((day) => {
      const isWorked = chance.fraction(`works/${day}`) < (WEEKDAYS[day % 7] ?? 1) * 0.32
      // Whole quarters of an hour, as people write them down.
      const minutes = Math.max(1, Math.round((meter.minutesPerWeek * (0.4 + chance.fraction(`minutes/${day}`))) / 1.6 / 15)) * 15
      return isWorked ? [{ at: timeOf(chance, day, 'hours'), quantity: minutes, label: 'hours' }] : []
    }),
  )
  return readings.map(({ at, quantity }) => ({
    customer,
    product,
    minutes: quantity,
    at,
    note: chance.pick(`note/${at}`, NOTES),
    key: `hours/${customer}/${at}`,
  }))
}

function readFlow(meter: FlowMeter, from: number, to: number): ToldUsage[] {
  const { customer, metric, product, endpoints, perDay } = meter
  const name = `${product}.${metric}`
  const chance = createChance(`flow/${customer}/${name}`)
  const parts = endpoints.length === 0 ? [{ name: '', share: 1 }] : endpoints
  const readings = withExact(meter, from, to, (start, end) =>
    daysOf(start, end).flatMap((day) =>
      parts.map((part) => {
        const swing = (WEEKDAYS[day % 7] ?? 1) * (0.5 + chance.fraction(`${day}/${part.name}`))
        return {
          at: timeOf(chance, day, part.name),
          quantity: Math.floor(perDay * part.share * swing + chance.fraction(`rest/${day}/${part.name}`)),
          label: part.name,
        }
      }),
    ),
  )
  return readings.map(({ at, quantity, label }) => ({
    customer,
    metric: name,
    quantity,
    at,
    dimension: label === '' ? null : { name: 'endpoint', value: label },
    key: `${name}/${customer}/${at}${label === '' ? '' : `/${label}`}`,
  }))
}

interface Reading {
  at: number
  quantity: number
  label: string
}

/** The readings of a span, those of the exact part brought to what it promises; without those that are nothing. */
function withExact(meter: Meter, from: number, to: number, read: (from: number, to: number) => Reading[]): Reading[] {
  const { exact } = meter
  const start = Math.max(from, meter.from)
  const end = Math.min(to, meter.until ?? to)
  if (end <= start) return []
  const isAsked = ({ at }: Reading) => at > start && at <= end
  const all = read(start, end).filter(isAsked)
  if (!exact) return all.filter(({ quantity }) => quantity > 0)
  const isExact = ({ at }: Reading) => at >= exact.from && at <= exact.to
  // The whole of it is needed to know what a part of it comes to.
  const promised = bringTo(read(exact.from, exact.to).filter(isExact), exact)
  return [...all.filter((reading) => !isExact(reading)), ...promised.filter(isAsked)].filter(({ quantity }) => quantity > 0)
}

/** Scales readings to a sum, to the unit. */
function bringTo(readings: readonly Reading[], { to, total }: { to: number; total: number }): Reading[] {
  if (readings.length === 0) return [{ at: to, quantity: total, label: '' }]
  const weight = readings.reduce((sum, { quantity }) => sum + quantity + 1, 0)
  let before = 0
  let given = 0
  return readings
    .toSorted((a, b) => a.at - b.at)
    .map((reading) => {
      before += reading.quantity + 1
      const upTo = Math.round((total * before) / weight)
      const quantity = upTo - given
      given = upTo
      return { ...reading, quantity }
    })
}

function readStock(meter: StockMeter, from: number, to: number): ToldUsage[] {
  const { customer, product, metric, part, count, grownAt } = meter
  const name = `${product}.${metric}`
  const chance = createChance(`stock/${customer}/${name}/${part ?? ''}`)
  const first = meter.from + 600
  const start = Math.max(from, meter.from)
  const end = Math.min(to, meter.until ?? to)
  const timeOfDay = timeOf(chance, 0, 'recount')
  const times = daysOf(meter.from, end)
    .filter((day) => day * DAY > grownAt - DAILY_FOR || day % 7 === 4)
    .map((day) => day * DAY + timeOfDay)
  return [first, ...times]
    .filter((at) => at > start && at <= end && at >= first)
    .map((at) => ({
      customer,
      metric: name,
      quantity: countAt(at),
      at,
      dimension: part === null ? null : { name: 'part', value: part },
      key: `${name}/${customer}/${at}${part === null ? '' : `/${part}`}`,
    }))

  /** Grows in weekly steps, with a little unrest, and stands where it was meant to from then on. */
  function countAt(at: number): number {
    if (at >= grownAt - DAY || grownAt <= meter.from) return count
    const week = Math.floor((at - meter.from) / WEEK)
    const progress = Math.min(1, (at - meter.from) / (grownAt - meter.from))
    return Math.min(count, Math.max(0, Math.round(count * (0.35 + 0.65 * progress) * (0.94 + 0.06 * chance.fraction(`week/${week}`)))))
  }
}

/** Days since 1970 that a span touches. */
function daysOf(from: number, to: number): number[] {
  const first = Math.floor(from / DAY)
  const last = Math.floor(to / DAY)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
}

/** Some time of a day between 06:00 and 18:00 UTC. */
function timeOf(chance: Chance, day: number, label: string): number {
  return day * DAY + 6 * 3600 + Math.floor(chance.fraction(`time/${day}/${label}`) * 12 * 3600)
}
