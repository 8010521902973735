/** An answer that is not what Paystack documents. Its message goes on after "the answer cannot be read:". */
export class UnreadableAnswer extends Error {}

/** Test data where live is meant, or the other way round. */
export class WrongMode extends Error {}

interface Refusal {
  status: number
  code: string | null
  isOwn: boolean
  isMissing: boolean
  retryAfterMs: number | null
  said?: string | null
}

/** Paystack answered, and did not do what it was asked. Carries no body: `code` is a word of its own, checked to be one. */
export class RefusedRequest extends Error {
  readonly status: number
  readonly code: string | null
  /** Its sentence, where there is one that holds no secret of ours. */
  readonly said: string | null
  /** Whether Paystack said it, and not something before it. */
  readonly isOwn: boolean
  readonly isMissing: boolean
  readonly retryAfterMs: number | null

  constructor(answer: Refusal) {
    super(`Paystack answered ${answer.status}`)
    this.status = answer.status
    this.code = answer.code
    this.said = answer.said ?? null
    this.isOwn = answer.isOwn
    this.isMissing = answer.isMissing
    this.retryAfterMs = answer.retryAfterMs
  }
}

/** No answer came, or not all of it. */
export class BrokenLine extends Error {}

/** No byte was sent: nothing can have been done. */
export class UnsentRequest extends BrokenLine {}

/** The account holds nothing by which it could be told from another. */
export class EmptyAccount extends Error {}
