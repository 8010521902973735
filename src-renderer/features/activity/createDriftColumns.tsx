import type { DriftedObject } from '../../../src-shared/contract/sync.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './activity.module.css'
import { DRIFT_CAUSE_WORDS, DRIFT_CHANGE_WORDS } from './coverageWords.ts'

const column = describeColumns<DriftedObject>()

/** @param onFollow leads to the events of an object */
export function createDriftColumns(onFollow: (ref: string) => void) {
  return column.columns([
    column.accessor('foundAt', {
      header: 'Found',
      meta: { width: 132 },
      cell: ({ getValue }) => <InstantText at={getValue()} look="moment" className={styles.figures} />,
    }),
    column.accessor('kind', {
      header: 'Kind',
      meta: { width: 136 },
      cell: ({ row: { original } }) => (
        <span className={styles.stream}>
          <ProviderMark provider={original.provider} />
          {original.kind}
        </span>
      ),
    }),
    column.accessor('ref', {
      header: 'Object',
      meta: { width: 260, narrowWidth: 220 },
      cell: ({ getValue }) => (
        <button type="button" className={styles.failed} title={`Events of ${getValue()}`} onClick={() => onFollow(getValue())}>
          {getValue()}
        </button>
      ),
    }),
    column.accessor('change', {
      header: 'At the provider',
      meta: { width: 130 },
      cell: ({ getValue }) => DRIFT_CHANGE_WORDS[getValue()],
    }),
    column.accessor('cause', {
      header: 'Why it was not known',
      cell: ({ getValue }) => <Truncated text={DRIFT_CAUSE_WORDS[getValue()]} />,
    }),
  ])
}
