import type { BackupWork } from '../../../src-shared/contract/backups.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import styles from './backups.module.css'
import type { Chore, ChoreKind } from './useChores.ts'

const RUNNING: Readonly<Record<ChoreKind, string>> = {
  backup: 'Backing up',
  restore: 'Restoring',
  check: 'Checking',
  rebuild: 'Rebuilding',
}

const GOOD: Readonly<Record<ChoreKind, string>> = {
  backup: 'The backup was made and read back whole.',
  restore: 'The workspace was restored.',
  check: 'Nothing is wrong.',
  rebuild: 'Everything was derived again, and nothing changed.',
}

const BAD: Readonly<Record<ChoreKind, string>> = {
  backup: 'No backup was made: the copy is not as it should be.',
  restore: 'Nothing was restored: that backup is not as it should be.',
  check: 'Something is wrong.',
  rebuild: 'Everything was derived again, and something changed.',
}

/** How a chore went: one sentence, and below it each check. */
export function ChoreReport({ chore, running, onDismiss }: { chore: Chore; running: BackupWork | null; onDismiss: () => void }) {
  if (chore.state === 'running')
    return (
      <div className={styles.report} role="status">
        <p className={styles.verdict}>
          <Icon name="sync" />
          {RUNNING[chore.kind]}
          {running ? describe(running) : '…'}
        </p>
        {running && running.total > 1 && (
          <progress className={styles.progress} value={running.done} max={running.total} aria-label="Progress" />
        )}
      </div>
    )
  const isGood = chore.state === 'done' && chore.report.ok
  return (
    <div className={styles.report} role={isGood ? 'status' : 'alert'} data-tone={isGood ? 'ok' : 'bad'}>
      <p className={styles.verdict}>
        <Icon name={isGood ? 'check' : 'failed'} />
        <b>{chore.state === 'failed' ? chore.fault.title : (isGood ? GOOD : BAD)[chore.kind]}</b>
        <span>{chore.state === 'failed' ? chore.fault.hint : chore.note}</span>
        <Button look="ghost" isSmall icon="x" label="Dismiss" onPress={onDismiss} />
      </p>
      {chore.state === 'done' && (
        <ul className={styles.checks} aria-label="Checks">
          {chore.report.checks.map(({ name, ok, detail }) => (
            <li key={name} data-tone={ok ? 'ok' : 'bad'}>
              <Icon name={ok ? 'check' : 'failed'} size={12} />
              <b>{name}</b>
              <span>
                {!ok && 'wrong: '}
                {detail}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function describe({ step, done, total }: BackupWork): string {
  if (step === 'checking') return ': reading it back…'
  return total > 1 ? `: ${Math.floor((done / total) * 100)} %` : '…'
}
