import type { Wire } from './wire.ts'

/** The first page of a list that comes inside an object. */
export function toList(all: readonly Wire[], limit: number, url: string): Wire {
  return { object: 'list', data: all.slice(0, limit), has_more: all.length > limit, url }
}
