import { implement, ORPCError } from '@orpc/server'
import { sandbox as sandboxContract } from '../../src-shared/contract/sandbox.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import type { Engine } from '../engine/createEngine.ts'
import type { Log } from '../ports.ts'
import type { SandboxDesk } from './createSandboxDesk.ts'

export type HostRouter = ReturnType<typeof createHostRouter>

/** All that a page can ask: the engine's own answers, and beside them those of the sandbox. */
export function createHostRouter(engine: Engine, desk: SandboxDesk | null, log: Log) {
  const os = implement(sandboxContract).use(async ({ next, path }) => {
    try {
      return await next()
    } catch (error) {
      // The engine's own refusals come as they left it.
      if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') throw error
      if (error instanceof AppError)
        throw new ORPCError('REFUSED', { defined: true, message: error.message, data: { code: error.code, hint: error.hint } })
      log(`sandbox.${path.join('.')}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      throw new ORPCError('INTERNAL_SERVER_ERROR', {
        message: 'Something went wrong in the sandbox. Nothing of the mirror is lost; the log says more.',
      })
    }
  })

  function open(): SandboxDesk {
    if (desk) return desk
    throw new AppError(
      'usage',
      'This workspace has no sandbox that runs here. Nothing was changed.',
      'A demo has one: tierdesk init --demo --workspace FOLDER.',
    )
  }

  return {
    ...engine.router,
    sandbox: os.router({
      describe: os.describe.handler(() => ({ state: desk?.describe() ?? null })),
      advance: os.advance.handler(({ input }) => open().advance(input.ms)),
      pay: os.pay.handler(({ input }) => open().pay(input.company, input.buys, input.card)),
      setCard: os.setCard.handler(({ input }) => open().setCard(input.company, input.card)),
      cancel: os.cancel.handler(({ input }) => open().cancel(input.company, input.isNow)),
      refund: os.refund.handler(({ input }) => open().refund(input.company, input.amount)),
      transfer: os.transfer.handler(({ input }) => open().transfer(input.company, input.amount, input.narration)),
      payReference: os.payReference.handler(({ input }) => open().payReference(input.company, input.reference, input.isDeclined)),
      payByPhone: os.payByPhone.handler(({ input }) => open().payByPhone(input)),
      askPhone: os.askPhone.handler(({ input }) => open().askPhone(input)),
      answerPush: os.answerPush.handler(({ input }) => open().answerPush(input.ref, input.answer)),
      statement: os.statement.handler(({ input }) => ({ csv: open().statement(input.from, input.until) })),
      setFault: os.setFault.handler(({ input }) => open().setFault(input)),
    }),
  }
}
