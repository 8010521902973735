const BETWEEN_WORDS = /[^A-Za-z0-9_-]+/

/** What staff of the account see beside a refund, with our id of the action in it. */
export function toRefundNote(action: string, cause: string): string {
  return `Tierdesk ${action}: ${cause}`
}

/** Whether a refund was asked for by an action: by the whole of its id, whatever else was written around it. */
export function isNoteOf(note: string | null, action: string): boolean {
  return note?.split(BETWEEN_WORDS).includes(action) === true
}
