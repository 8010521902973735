import { Fragment } from 'react'
import type { ActionPreview } from '../../src-shared/contract/actions.ts'
import { PROVIDER_TITLES } from '../../src-shared/model/provider.ts'
import { Icon } from '../ui/Icon.tsx'
import { InstantText } from '../ui/InstantText.tsx'
import { MoneyText } from '../ui/MoneyText.tsx'
import styles from './evidence.module.css'

/** What is charged or given back, line by line, and whose reckoning that is. */
export function MoneyPart({ preview: { kind, money, provider } }: { preview: ActionPreview }) {
  const { dueNow, dueNext, nextAt, lines, source, atMost, isMoved } = money
  if (!isMoved && dueNext === null) return null
  // A link takes nothing by being made.
  if (kind.startsWith('link.') && dueNow?.amount === 0 && dueNext === null) return null
  const whose = provider === null ? 'the provider' : PROVIDER_TITLES[provider]
  // Where it is what is paid, it says nothing new.
  const bound = atMost?.amount === dueNow?.amount ? null : atMost
  const isKnown = dueNow !== null || dueNext !== null || lines.length > 0 || bound !== null
  const total = lines.reduce((sum, { amount }) => sum + amount.amount, 0)
  // The lines stand above what they come to.
  const isOfNext = lines.length > 0 && total === dueNext?.amount && total !== dueNow?.amount
  const now = dueNow !== null && (
    <>
      <dt className={styles.sum}>{dueNow.amount < 0 ? 'Given back now' : 'To pay now'}</dt>
      <dd className={styles.sum}>
        <MoneyText {...dueNow} amount={Math.abs(dueNow.amount)} zero="amount" />
      </dd>
    </>
  )
  return (
    <>
      {isKnown && (
        <dl className={styles.money} aria-label="Money">
          {isOfNext && now}
          {lines.map(({ text, amount }) => (
            <Fragment key={`${text} ${amount.amount}`}>
              <dt>{text}</dt>
              <dd>
                <MoneyText {...amount} zero="amount" />
              </dd>
            </Fragment>
          ))}
          {!isOfNext && now}
          {dueNext !== null && (
            <>
              <dt className={isOfNext ? styles.sum : undefined}>
                Next invoice
                {nextAt !== null && (
                  <>
                    , <InstantText at={nextAt} look="day" />
                  </>
                )}
              </dt>
              <dd className={isOfNext ? styles.sum : undefined}>
                <MoneyText {...dueNext} zero="amount" />
              </dd>
            </>
          )}
          {bound !== null && (
            <>
              <dt>Above this you are asked again</dt>
              <dd>
                <MoneyText {...bound} zero="amount" />
              </dd>
            </>
          )}
        </dl>
      )}
      {source === 'provider' && (
        <p className={styles.hint}>
          <Icon name="sync" />
          <span>By {whose}’s own preview. It is asked again before sending; another amount is a conflict.</span>
        </p>
      )}
      {source === 'own' && (
        <p className={styles.hint}>
          <Icon name="sync" />
          <span>By what Tierdesk knows. It is read again before sending; another amount is a conflict.</span>
        </p>
      )}
      {source === 'later' && (
        <p className={styles.hint} data-tone="watch">
          <Icon name="offline" />
          <span>What {whose} takes is not known yet. It will be previewed before sending.</span>
        </p>
      )}
    </>
  )
}
