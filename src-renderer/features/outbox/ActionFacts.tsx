import type { ActionItem } from '../../../src-shared/contract/actions.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { MoneyText } from '../../ui/MoneyText.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import { Copied } from './Copied.tsx'
import styles from './outbox.module.css'

/** Who asked for what, when and why. */
export function ActionFacts({ action }: { action: ActionItem }) {
  const { id, companyName, provider, amount, who, reason, at, since, attempts, nextAt, ref } = action
  return (
    <KeyValues
      items={[
        { name: 'Company', value: <Truncated text={companyName} look="name" /> },
        { name: 'Provider', value: provider === null ? 'None: Tierdesk’s own' : PROVIDER_TITLES[provider] },
        ...(amount ? [{ name: 'Amount', value: <MoneyText {...amount} zero="amount" /> }] : []),
        { name: 'By', value: <Truncated text={who} /> },
        { name: 'Reason', value: reason === '' ? 'None given' : <span className={styles.value}>{reason}</span> },
        { name: 'Decided', value: <InstantText at={at} look="clock" /> },
        { name: 'Since', value: <InstantText at={since} look="clock" /> },
        { name: 'Sent', value: attempts === 0 ? 'Never' : attempts === 1 ? 'Once' : `${formatCount(attempts)} times` },
        ...(nextAt === null ? [] : [{ name: 'Next try', value: <InstantText at={nextAt} look="clock" /> }]),
        ...(ref === null ? [] : [{ name: 'Came of it', value: <Copied text={ref} what="what came of it" /> }]),
        { name: 'Action', value: <Copied text={id} what="the action’s id" /> },
      ]}
    />
  )
}
