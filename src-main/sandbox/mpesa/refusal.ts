import type { Wire } from './world.ts'

/** What Daraja says no with. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }

  toBody(requestId: string): Wire {
    return { requestId, errorCode: this.code, errorMessage: this.message }
  }
}

export function refuseField(what: string): Refusal {
  return new Refusal(400, '400.002.02', `Bad Request - Invalid ${what}`)
}
