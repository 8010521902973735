import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { formatSpan } from '../../ui/formatSpan.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { Status } from '../../ui/Status.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './activity.module.css'
import { GAP_CAUSE_WORDS, GAP_CLOSED_WORDS } from './coverageWords.ts'
import type { GapRow } from './listGaps.ts'

const column = describeColumns<GapRow>()

export const GAP_COLUMNS = column.columns([
  column.accessor('provider', {
    header: 'Provider',
    meta: { width: 122 },
    cell: ({ getValue }) => (
      <span className={styles.stream}>
        <ProviderMark provider={getValue()} />
        {PROVIDER_TITLES[getValue()]}
      </span>
    ),
  }),
  column.accessor('from', {
    header: 'From',
    meta: { width: 172, narrowWidth: 156 },
    cell: ({ getValue }) => {
      const from = getValue()
      return from === null ? 'The beginning' : <InstantText at={from} look="moment" className={styles.figures} />
    },
  }),
  column.accessor('until', {
    header: 'Until',
    meta: { width: 172, narrowWidth: 156 },
    cell: ({ getValue }) => <InstantText at={getValue()} look="moment" className={styles.figures} />,
  }),
  column.display({
    id: 'length',
    header: 'How long',
    meta: { width: 150, givesWay: 'first' },
    cell: ({ row: { original } }) => (original.from === null ? '–' : formatSpan(original.until - original.from)),
  }),
  column.accessor('closedAt', {
    header: 'Standing',
    meta: { width: 252 },
    cell: ({ row: { original } }) => {
      const { closedAt, cause, isBeforeFirst } = original
      if (closedAt === null) return <Status icon="gap" tone={isBeforeFirst ? 'idle' : 'watch'} word="Open" />
      return (
        <span className={styles.stream}>
          <Status icon="active" tone="ok" word={GAP_CLOSED_WORDS[cause]} />
          <InstantText at={closedAt} look="day" className={styles.figures} />
        </span>
      )
    },
  }),
  column.accessor('cause', { header: 'Why', cell: ({ getValue }) => <Truncated text={GAP_CAUSE_WORDS[getValue()]} /> }),
])
