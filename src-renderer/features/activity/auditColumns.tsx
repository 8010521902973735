import type { AuditEntry } from '../../../src-shared/contract/audit.ts'
import { ActionStatus } from '../../actions/ActionStatus.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { describeColumns } from '../../ui/rowTable.ts'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './activity.module.css'

const column = describeColumns<AuditEntry>()

export const AUDIT_COLUMNS = column.columns([
  column.accessor('at', {
    header: 'When',
    meta: { width: 150, narrowWidth: 136 },
    cell: ({ getValue }) => <InstantText at={getValue()} look="clock" className={styles.figures} />,
  }),
  column.accessor('who', {
    header: 'Who',
    meta: { width: 132, narrowWidth: 112, givesWay: 'second' },
    cell: ({ getValue }) => <Truncated text={getValue()} />,
  }),
  column.accessor('state', {
    header: 'State',
    meta: { width: 116 },
    cell: ({ getValue }) => <ActionStatus state={getValue()} />,
  }),
  column.accessor('title', {
    header: 'Action',
    cell: ({ row: { original } }) => (
      <span className={styles.type} title={original.title}>
        {original.provider && <ProviderMark provider={original.provider} />}
        <Truncated text={original.title} />
      </span>
    ),
  }),
  column.accessor('companyName', {
    header: 'Company',
    meta: { width: 180, narrowWidth: 150, givesWay: 'third' },
    cell: ({ getValue }) => <Truncated text={getValue()} look="name" />,
  }),
  column.display({
    id: 'text',
    header: 'What happened, and why',
    meta: { givesWay: 'third' },
    cell: ({ row: { original } }) => <Truncated text={[original.text, original.reason].filter(Boolean).join(' ')} />,
  }),
])
