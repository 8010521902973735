import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { InstantText } from '../../ui/InstantText.tsx'

/** An instant in the middle of a sentence, as the engine writes it. */
const ISO = /(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z)/

/** A sentence of the engine's, with its instants told in the workspace's zone. */
export function FactText({ text }: { text: string }) {
  return text.split(ISO).map((part, place) => {
    const at = place % 2 === 1 ? toKnown(part) : null
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move
    return at === null ? part : <InstantText key={place} at={at} look="moment" />
  })
}

function toKnown(text: string): Instant | null {
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? null : toInstant(ms)
}
