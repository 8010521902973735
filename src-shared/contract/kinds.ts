import { eventIterator, oc } from '@orpc/contract'
import { z } from './zod.ts'

export type ProcedureKind = 'query' | 'command' | 'stream'

/** What a procedure may be refused with: `code` is an `AppErrorCode`, the message says what happened, `hint` what to do. */
const refusal = z.strictObject({ code: z.string(), hint: z.string() })

const base = oc.$meta<{ kind: ProcedureKind }>({ kind: 'query' }).errors({ REFUSED: { data: refusal } })

/** Reads and changes nothing: may be asked again at any time. */
export function query<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return base.meta({ kind: 'query' }).input(input).output(output)
}

/** Changes something: never repeated by a transport. */
export function command<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return base.meta({ kind: 'command' }).input(input).output(output)
}

/** Tells for as long as the asker listens. */
export function stream<I extends z.ZodType, E extends z.ZodType>(input: I, event: E) {
  return base.meta({ kind: 'stream' }).input(input).output(eventIterator(event))
}
