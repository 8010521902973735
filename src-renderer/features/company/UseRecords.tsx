import { useQuery } from '@tanstack/react-query'
import type { UseOfMetric } from '../../../src-shared/contract/usage.ts'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { formatCount } from '../../ui/formatCount.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { FactRef } from './FactRef.tsx'
import { SkeletonLines } from './SkeletonLines.tsx'
import styles from './why.module.css'

/** As many as are read at a glance; the Usage screen has all. */
const SHOWN = 4

interface UseRecordsProps {
  company: string
  product: string
  use: Pick<UseOfMetric, 'metric' | 'kind' | 'window'>
}

/** The newest records that a use is counted from. */
export function UseRecords({ company, product, use: { metric, kind, window } }: UseRecordsProps) {
  const { ask } = useEngine()
  const { at, go } = usePlace()
  const records = useQuery(
    ask.usage.list.queryOptions({
      input: { company, metric: `${product}.${metric}`, from: kind === 'flow' ? (window?.start ?? null) : null, at, limit: SHOWN },
    }),
  )
  const items = records.data?.items ?? []
  return (
    <>
      <h4 className={styles.label}>Newest records</h4>
      {records.isPending && <SkeletonLines count={2} />}
      {records.isError && <p className={styles.none}>{describeError(records.error).title}.</p>}
      {records.isSuccess && items.length === 0 && (
        <p className={styles.none}>{kind === 'flow' && window !== null ? 'None in this window.' : 'Nobody has told.'}</p>
      )}
      <ol className={styles.lines}>
        {items.map(({ key, at: told, quantity, dimension, source }) => (
          <li key={key}>
            <InstantText at={told} look="moment" className={styles.when} />
            <div className={styles.line}>
              <p>
                {kind === 'flow' ? '+' : ''}
                {formatCount(quantity)}
                {dimension && ` ${dimension.value}`}
              </p>
              <span className={styles.rests}>
                <FactRef source={source} type="usage" ref={key} />
              </span>
            </div>
          </li>
        ))}
      </ol>
      <div className={styles.foot}>
        <span>{records.data?.next ? 'There are older ones.' : ''}</span>
        <Button isSmall look="ghost" icon="arrowRight" onPress={() => go('usage', { company, product, metric })}>
          Open in Usage
        </Button>
      </div>
    </>
  )
}
