import { useState } from 'react'
import type { OverviewAnswer } from '../../../src-shared/contract/overview.ts'
import { Button } from '../../ui/Button.tsx'
import { ChartLegend } from '../../ui/ChartLegend.tsx'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { formatMonth } from '../../ui/formatDay.ts'
import { formatMoney } from '../../ui/formatMoney.ts'
import { PictureButton } from '../../ui/PictureButton.tsx'
import { Section } from '../../ui/Section.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { formatChange } from './formatChange.ts'
import { MovementChart } from './MovementChart.tsx'
import { MovementTable } from './MovementTable.tsx'
import { MOVEMENT_SERIES } from './movementSeries.ts'
import styles from './overview.module.css'
import type { OverviewChart } from './overviewChart.ts'
import { toMovementCsv } from './toMovementCsv.ts'
import { toMovementPicture } from './toMovementPicture.ts'
import { toNet } from './toNet.ts'

interface MovementSectionProps extends OverviewChart {
  lanes: OverviewAnswer['movement']
}

/** What changed the monthly revenue, month by month: one currency at a time. */
export function MovementSection({ lanes, isTable, onTable, notes }: MovementSectionProps) {
  const [chosen, setChosen] = useState<string | null>(null)
  const lane = lanes.find(({ currency }) => currency === chosen) ?? lanes[0]
  const last = lane?.months.at(-1)
  if (!lane || !last) {
    return (
      <Section title="MRR movement">
        <p className={styles.empty}>No revenue in 12 months. The first paid subscription begins it.</p>
      </Section>
    )
  }
  const { currency, months } = lane
  return (
    <Section
      title="MRR movement"
      note={`${currency}, ${formatChange({ amount: toNet(last, currency), currency })} in ${formatMonth(last.month)}, to ${formatMoney({ amount: last.end, currency })}`}
      tools={
        <>
          {lanes.length > 1 && (
            <Segments
              label="Currency of the movement"
              options={lanes.map((each) => ({ key: each.currency, words: each.currency }))}
              chosen={currency}
              onChoose={setChosen}
            />
          )}
          <Button
            isSmall
            look="ghost"
            icon={isTable ? 'chart' : 'tableView'}
            label={isTable ? 'MRR movement as a chart' : 'MRR movement as a table'}
            shortcut="T"
            onPress={() => onTable(!isTable)}
          />
          <PictureButton
            name={`mrr-movement-${currency.toLowerCase()}`}
            title="MRR movement"
            pictures={() => [toMovementPicture(months, currency, notes)]}
          />
          <ExportButton name={`mrr-movement-${currency.toLowerCase()}`} csv={() => toMovementCsv(months, currency)} />
        </>
      }
    >
      {isTable ? (
        <MovementTable months={months} currency={currency} />
      ) : (
        <>
          <div className={styles.legend}>
            <span className={styles.unit}>{currency}</span>
            <ChartLegend series={MOVEMENT_SERIES} stroke="Net" />
          </div>
          <MovementChart months={months} currency={currency} />
        </>
      )}
    </Section>
  )
}
