import { useQuery } from '@tanstack/react-query'
import type { ActionItem } from '../../../src-shared/contract/actions.ts'
import { ActionStatus } from '../../actions/ActionStatus.tsx'
import { OPEN_STATES } from '../../actions/actionStateWords.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { Age } from '../../ui/Age.tsx'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { MoneyText } from '../../ui/MoneyText.tsx'
import { Section } from '../../ui/Section.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import parts from './parts.module.css'
import styles from './waiting.module.css'

const SHOWN = 5

/** What was asked for and is still to come of a company; nothing where nothing is. */
export function WaitingActions({ company }: { company: string }) {
  const { ask } = useEngine()
  const { go } = usePlace()
  const { data } = useQuery(ask.actions.list.queryOptions({ input: { company, states: OPEN_STATES, limit: SHOWN + 1 } }))
  const items = data?.items ?? []
  if (items.length === 0) return null
  return (
    <Section
      title="Waiting actions"
      note={items.length > SHOWN ? `the last ${formatCount(SHOWN)}` : null}
      tools={
        <Button isSmall look="ghost" onPress={() => go('outbox', { company })}>
          Outbox
        </Button>
      }
    >
      <table className={classes(parts.table, styles.table)} aria-label="Waiting actions of this company">
        <tbody>
          {items.slice(0, SHOWN).map((action) => (
            <Row key={action.id} action={action} onOpen={() => go('outbox', { company, filter: `action:${action.id}` })} />
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function Row({ action: { state, title, standing, amount, since }, onOpen }: { action: ActionItem; onOpen: () => void }) {
  return (
    <tr>
      <td>
        <ActionStatus state={state} />
      </td>
      <td>
        <button type="button" className={styles.open} onClick={onOpen} title={title}>
          {title}
        </button>
      </td>
      <td className={parts.muted}>
        <Truncated text={standing} />
      </td>
      <td className={parts.number}>{amount && <MoneyText {...amount} zero="amount" />}</td>
      <td className={parts.number}>
        <Age at={since} look="ago" />
      </td>
    </tr>
  )
}
