import { Fragment } from 'react'
import { parseInstant } from '../../src-shared/model/instant.ts'
import { InstantText } from './InstantText.tsx'

const ISO = /(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z)/

/** A sentence of the engine's, which writes instants in UTC: here they stand in the workspace's zone, as everywhere on the page. */
export function SentenceText({ text }: { text: string }) {
  return text.split(ISO).map((part, place) => {
    const at = ISO.test(part) ? parseInstant(part) : null
    // biome-ignore lint/suspicious/noArrayIndexKey: a sentence's parts have no other name, and never move
    return <Fragment key={place}>{at === null ? part : <InstantText at={at} look="moment" />}</Fragment>
  })
}
