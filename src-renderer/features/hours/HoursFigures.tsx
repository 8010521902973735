import type { PackRow } from '../../../src-shared/contract/hours.ts'
import { Figure, Figures } from '../../ui/Figures.tsx'
import { formatCount } from '../../ui/formatCount.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { MinutesText } from '../../ui/MinutesText.tsx'
import styles from './hours.module.css'
import type { Balances } from './useBalances.ts'
import type { Packs } from './usePacks.ts'

interface HoursFiguresProps {
  balances: Balances
  packs: Packs
  onCompany: (company: string) => void
  onPacks: () => void
}

/**
 * How many there are, and who comes first. Nothing is summed here.
 *
 * Rows come with overage first and live packs first: once one without was seen, all with it are counted, whatever is not yet loaded.
 */
export function HoursFigures({ balances, packs, onCompany, onPacks }: HoursFiguresProps) {
  const { rows } = balances
  const least = rows.find(({ overage }) => overage === 0)
  const most = rows.find(({ overage }) => overage > 0)
  const isOverageCounted = balances.isWhole || least !== undefined
  const gone = packs.rows.filter(({ state }) => state !== 'live')
  const isLiveCounted = packs.isWhole || gone.length > 0
  if (balances.list.isPlaceholderData || !balances.list.isSuccess || rows.length === 0) return null
  return (
    <div className={styles.figures}>
      <Figures>
        {balances.isWhole && (
          <Figure name="With hours" value={formatCount(countCompanies(rows))} detail="companies, by the month or by the pack" />
        )}
        {isOverageCounted && (
          <Figure
            name="With overage"
            {...(most ? { icon: 'over', tone: 'bad', onOpen: () => onCompany(most.company) } : {})}
            value={formatCount(countCompanies(rows.filter(({ overage }) => overage > 0)))}
            detail={
              most ? (
                <>
                  most: {most.name}, <MinutesText minutes={most.overage} />
                </>
              ) : (
                'all work found its hours'
              )
            }
          />
        )}
        {least && (
          <Figure
            name="Least left without overage"
            value={<MinutesText minutes={least.available} />}
            detail={least.name}
            onOpen={() => onCompany(least.company)}
          />
        )}
        {isLiveCounted && (
          <Figure
            name="Live packs"
            value={formatCount(packs.rows.length - gone.length)}
            detail={<FirstToEnd pack={packs.rows[0]} />}
            onOpen={onPacks}
          />
        )}
      </Figures>
    </div>
  )
}

function FirstToEnd({ pack }: { pack: PackRow | undefined }) {
  if (pack?.state !== 'live') return 'none that can be drawn on'
  return (
    <>
      next: <InstantText at={pack.expiresAt} look="day" />, {pack.name}
    </>
  )
}

/** A company may have hours of several products. */
function countCompanies(rows: Balances['rows']): number {
  return new Set(rows.map(({ company }) => company)).size
}
