import type { World } from '../world/createWorld.ts'

/** What a meter counts for a customer from `start` up to, not including, `end`. */
export function measureUsage(world: World, meterId: string | null, customer: string, start: number, end: number): number {
  const meter = meterId === null ? null : world.shelves['billing.meter'].find(meterId)
  if (!meter) return 0
  const minutes = world.usage.between(meter.id, customer, start, end)
  switch (meter.formula) {
    case 'count':
      return minutes.reduce((sum, { count }) => sum + count, 0)
    case 'last':
      return minutes.at(-1)?.last ?? 0
    case 'sum':
      // Sums of decimals as they are written, not as doubles leave them.
      return Math.round(minutes.reduce((sum, minute) => sum + minute.sum, 0) * 1e9) / 1e9
  }
}
