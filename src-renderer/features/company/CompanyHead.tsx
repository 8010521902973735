import { useState } from 'react'
import type { Company, CompanyRow } from '../../../src-shared/contract/companies.ts'
import type { ActionRequest } from '../../actions/actionDraft.ts'
import { usePlace } from '../../lib/place.ts'
import { useCompanySync } from '../../lib/useCompanySync.ts'
import { useRecordObstacle } from '../../records/useRecordObstacle.ts'
import { Button } from '../../ui/Button.tsx'
import { useShortcut } from '../../ui/useShortcut.ts'
import { CompanyActions } from './CompanyActions.tsx'
import { HeadFigures } from './HeadFigures.tsx'
import styles from './head.module.css'
import { NoteDialog } from './NoteDialog.tsx'
import { OverallStanding } from './OverallStanding.tsx'
import { SyncSaid } from './SyncSaid.tsx'
import { toInitials } from './toInitials.ts'

interface CompanyHeadProps {
  company: Company
  figures: CompanyRow
  onAsk: (request: ActionRequest) => void
}

export function CompanyHead({ company, figures, onAsk }: CompanyHeadProps) {
  const { go } = usePlace()
  const [isNoting, setNoting] = useState(false)
  const obstacle = useRecordObstacle()
  const sync = useCompanySync(company.id)
  const [first] = figures.subscriptions
  useShortcut('n', () => {
    if (obstacle === null) setNoting(true)
  })
  return (
    <>
      <header className={styles.head}>
        <span className={styles.tile} aria-hidden="true">
          {toInitials(company.name)}
        </span>
        <div className={styles.words}>
          <div className={styles.title}>
            <h1 className={styles.name} dir="auto" title={company.name}>
              {company.name}
            </h1>
            <OverallStanding statuses={figures.subscriptions.map(({ status }) => status)} />
          </div>
          <HeadFigures figures={figures} />
        </div>
        <div className={styles.tools}>
          <Button look="ghost" icon="note" shortcut="N" onPress={() => setNoting(true)} obstacle={obstacle}>
            Note
          </Button>
          <Button icon="sync" onPress={sync.start} obstacle={sync.obstacle} isBusy={sync.isRunning}>
            {sync.isRunning ? 'Syncing…' : 'Sync company'}
          </Button>
          <Button icon="plans" onPress={() => go('plans', { company: company.id, product: first?.product ?? null })}>
            Plans
          </Button>
          <CompanyActions company={company} onAsk={onAsk} />
        </div>
        {isNoting && <NoteDialog company={company} onClose={() => setNoting(false)} />}
      </header>
      <SyncSaid result={sync.result} onDismiss={sync.dismiss} />
    </>
  )
}
