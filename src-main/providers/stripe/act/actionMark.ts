import { readMetadata, type Wire } from '../readWire.ts'

const NAME = 'tierdesk_action'

/** The metadata by which what was done is found again. */
export function toMarkMetadata(action: string): { [NAME]: string } {
  return { [NAME]: action }
}

/** Whether an object tells that this action made it, or was the last to change it. */
export function isMarked(object: Wire, action: string): boolean {
  return readMetadata(object, NAME) === action
}
