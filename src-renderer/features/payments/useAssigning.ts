import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { PaymentItem, PaymentOffer, UnmatchedPayment } from '../../../src-shared/contract/payments.ts'
import { useEngine } from '../../lib/engine.ts'
import { useOfferUndo } from '../../lib/useOfferUndo.ts'
import { useReasonWords } from '../../records/useReasonWords.ts'
import { useRecordObstacle } from '../../records/useRecordObstacle.ts'
import { formatMoney } from '../../ui/formatMoney.ts'

/** Whose a payment is said to be, and what it was for. */
interface Word {
  company: string
  offer: PaymentOffer | null
  reason: string
}

export interface Assigning {
  assign: (to: { id: string; name: string }, offer: PaymentOffer | null, reason: string) => void
  takeBack: (assigned: Word, name: string) => void
  isBusy: boolean
  /** Why nothing can be said now. */
  obstacle: string | null
  /** Why the engine did not take the last word. */
  assignError: Error | null
  takeBackError: Error | null
}

/**
 * Says whose a payment is, or takes it back; either can be undone.
 *
 * @param before what was said of it until now
 * @param onAssigned told what it came to
 */
export function useAssigning(
  { provider, ref, amount, currency }: PaymentItem,
  before: Word | null,
  onAssigned: (answer: UnmatchedPayment) => void,
): Assigning {
  const { client, ask } = useEngine()
  const queries = useQueryClient()
  const sayReason = useReasonWords()
  const offerUndo = useOfferUndo()
  const recordObstacle = useRecordObstacle()
  const payment = { provider, ref }
  const money = formatMoney({ amount, currency })

  async function say(word: Word | null): Promise<UnmatchedPayment> {
    const answer = await (word === null
      ? client.payments.unassign({ ...payment, reason: '' })
      : client.payments.assign({ ...payment, ...word }))
    // The engine tells of the change too, a moment later.
    queries.setQueryData(ask.payments.candidates.queryKey({ input: payment }), answer)
    return answer
  }

  const assigning = useMutation({
    mutationFn: async ({ name, word }: { name: string; word: Word }) => {
      const answer = await say(word)
      const { status, reason } = answer.payment
      const text =
        status === 'unmatched'
          ? `${money} is theirs, and still unmatched: ${reason === null ? 'nothing says what it was for' : sayReason(reason)}`
          : `${money} is theirs now.`
      offerUndo({ title: `Assigned to ${name}`, text, undo: () => say(before) })
      return answer
    },
    onSuccess: onAssigned,
  })
  const takingBack = useMutation({
    mutationFn: async ({ name, word }: { name: string; word: Word }) => {
      const answer = await say(null)
      const text = `${money} is as the provider tells it again.`
      offerUndo({ title: `No longer assigned to ${name}`, text, undo: () => say(word) })
      return answer
    },
  })
  const isBusy = assigning.isPending || takingBack.isPending
  return {
    assign({ id, name }, offer, reason) {
      takingBack.reset()
      if (!isBusy) assigning.mutate({ name, word: { company: id, offer, reason: reason.trim() } })
    },
    takeBack({ company, offer, reason }, name) {
      assigning.reset()
      if (!isBusy) takingBack.mutate({ name, word: { company, offer, reason } })
    },
    isBusy,
    obstacle: recordObstacle ?? (isBusy ? 'It is being recorded' : null),
    assignError: assigning.error,
    takeBackError: takingBack.error,
  }
}
