import type { ConnectionHealth } from '../../../src-shared/contract/sync.ts'
import { usePlace } from '../../lib/place.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import styles from './settings.module.css'

/** Whether anything of the providers' past is missing, and the way to what is. */
export function CoverageLine({ connections }: { connections: readonly ConnectionHealth[] }) {
  const { go } = usePlace()
  const all = connections.flatMap((connection) => connection.gaps)
  // What was before the first look is told above, and was never followed.
  const gaps = all.filter(({ isBeforeFirst }) => !isBeforeFirst)
  const open = gaps.filter(({ closedAt }) => closedAt === null).length
  return (
    <p className={styles.sealed}>
      <Icon name={open > 0 ? 'warn' : 'check'} />
      {describe(gaps.length, open, all.length > gaps.length)}
      <Button look="ghost" isSmall onPress={() => go('activity', { filter: 'coverage' })}>
        Coverage
      </Button>
    </p>
  )
}

/** @param hasBefore whether something of before the first look is told as missing, which this must not seem to deny */
function describe(all: number, open: number, hasBefore: boolean): string {
  if (all === 0 && hasBefore) return 'Since the first sync there is no gap: what happened from then on was followed without a break.'
  if (all === 0) return 'No gap: what happened was followed without a break.'
  const words = `${all} ${all === 1 ? 'gap' : 'gaps'} in what was followed`
  return open === 0 ? `${words}, all closed since.` : `${words}, ${open} not closed yet.`
}
