import type { NearLimit } from '../../../src-shared/contract/overview.ts'

/** How much of the limit is used, in whole per cent, cut off: 89.9 % is not yet near. Null where there is no share. */
export function toShare({ used, limit }: Pick<NearLimit, 'used' | 'limit'>): number | null {
  if (limit === 'unlimited') return null
  return limit === 0 ? 100 : Math.floor((100 * used) / limit)
}
