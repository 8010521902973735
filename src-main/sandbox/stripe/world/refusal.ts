import type { Wire } from '../wire/wire.ts'

/** What Stripe answers where it does not do what it was asked. */
export class Refusal extends Error {
  readonly status: number
  readonly body: Wire

  constructor(status: number, body: Wire & { type: string; message: string }) {
    super(body.message)
    this.status = status
    this.body = body
  }
}

/** 400: the request cannot be meant. */
export function refuse(message: string, param?: string, code?: string): Refusal {
  return new Refusal(400, {
    type: 'invalid_request_error',
    ...(code ? { code, doc_url: toDocs(code) } : {}),
    message,
    ...(param ? { param } : {}),
  })
}

/** 404, or 400 where it was named in a parameter of something else. */
export function refuseMissing(noun: string, id: string, param = 'id'): Refusal {
  const code = 'resource_missing'
  const message = `No such ${noun}: '${id}'`
  return new Refusal(param === 'id' ? 404 : 400, { type: 'invalid_request_error', code, doc_url: toDocs(code), message, param })
}

function toDocs(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`
}
