import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ActionCaps } from '../../../src-shared/contract/actions.ts'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { useOffers } from '../../records/useOffers.ts'
import { useRecordObstacle } from '../../records/useRecordObstacle.ts'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import styles from './actions.module.css'
import { CapField } from './CapField.tsx'
import { type CapsDraft, readCaps, toCapsDraft } from './capsDraft.ts'

/** How much may be moved before somebody confirms it, how much in a day, and how fast. */
export function CapsForm({ caps }: { caps: ActionCaps }) {
  const { client, ask } = useEngine()
  const queries = useQueryClient()
  const recordObstacle = useRecordObstacle()
  const sold = [...new Set((useOffers() ?? []).map(({ currency }) => currency))]
  const [typed, setTyped] = useState<CapsDraft | null>(null)
  const draft = typed ?? toCapsDraft(caps, sold)
  const read = readCaps(draft)
  const save = useMutation({
    mutationFn: (input: ActionCaps) => client.actions.setCaps(input),
    onSuccess: (answer) => {
      queries.setQueryData(ask.actions.caps.queryKey({ input: {} }), answer)
      setTyped(null)
    },
  })
  const fault = save.error && describeError(save.error)
  const obstacle =
    recordObstacle ?? (read === null ? 'Give amounts such as 100.00, and 1 to 600 sends' : typed === null ? 'Nothing was changed' : null)
  const change = (more: Partial<CapsDraft>) => setTyped({ ...draft, ...more })
  const changeOne = (currency: string, more: Partial<CapsDraft['currencies'][number]>) =>
    change({ currencies: draft.currencies.map((each) => (each.currency === currency ? { ...each, ...more } : each)) })

  return (
    <form
      className={styles.form}
      aria-label="Limits of actions"
      onSubmit={(event) => {
        event.preventDefault()
        if (obstacle === null && read !== null && !save.isPending) save.mutate(read)
      }}
    >
      <table className={classes(styles.table, styles.caps)} aria-label="Limits by currency">
        <thead>
          <tr>
            <th scope="col">Currency</th>
            <th scope="col">Confirmed once more above</th>
            <th scope="col">At most in 24 hours</th>
          </tr>
        </thead>
        <tbody>
          {draft.currencies.map(({ currency, confirmAbove, perDay }) => (
            <tr key={currency}>
              <th scope="row">{currency}</th>
              <td>
                <CapField
                  label={`${currency}: confirmed once more above`}
                  value={confirmAbove}
                  onChange={(text) => changeOne(currency, { confirmAbove: text })}
                />
              </td>
              <td>
                <CapField
                  label={`${currency}: at most in 24 hours`}
                  value={perDay}
                  onChange={(text) => changeOne(currency, { perDay: text })}
                />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">Any other, in its minor unit</th>
            <td>
              <CapField
                label="Any other: confirmed once more above"
                value={draft.confirmAboveOther}
                onChange={(confirmAboveOther) => change({ confirmAboveOther })}
              />
            </td>
            <td>
              <CapField
                label="Any other: at most in 24 hours"
                value={draft.perDayOther}
                onChange={(perDayOther) => change({ perDayOther })}
              />
            </td>
          </tr>
        </tbody>
      </table>
      <div className={styles.foot}>
        <div className={styles.rate}>
          <span aria-hidden="true">Sent in a minute at most</span>
          <CapField
            label="Sent in a minute at most"
            value={draft.sendsPerMinute}
            onChange={(sendsPerMinute) => change({ sendsPerMinute })}
          />
        </div>
        <Button isSmall look="primary" isBusy={save.isPending} obstacle={obstacle}>
          {save.isPending ? 'Keeping…' : 'Keep these limits'}
        </Button>
        <span role="status" className={styles.said}>
          {fault ? `${fault.title}. ${fault.hint}` : save.isSuccess && typed === null ? 'Kept.' : ''}
        </span>
      </div>
    </form>
  )
}
