/** What Paystack answers where it does not do what it was asked. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly type: string

  constructor(status: number, code: string, message: string, type = 'validation_error') {
    super(message)
    this.status = status
    this.code = code
    this.type = type
  }
}

export function refuseMissing(code: string, message: string): Refusal {
  return new Refusal(404, code, message)
}

export function toErrorBody({ message, type, code }: Refusal): Record<string, unknown> {
  return { status: false, message, meta: { nextStep: 'Check what was sent and try again' }, type, code }
}
