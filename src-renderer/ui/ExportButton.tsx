import { Button } from './Button.tsx'
import { classes } from './classes.ts'
import styles from './ExportButton.module.css'
import { formatCount } from './formatCount.ts'
import { Hidden } from './Hidden.tsx'
import { type Gathering, useCsvFile } from './useCsvFile.ts'

interface ExportButtonProps {
  /** Without an ending. */
  name: string
  /** Asked for when it is pressed. */
  csv: (gathering: Gathering) => string | Promise<string>
  /** How many rows there are, where that is known. */
  total?: number | null
  obstacle?: string | null
}

/** Saves all rows of a table as a CSV file: with how far it has come and the way to stop it where they come in pages, and why it could not. */
export function ExportButton({ name, csv, total = null, obstacle = null }: ExportButtonProps) {
  const { file, save, stop } = useCsvFile(name, csv)
  const count = file.kind === 'gathering' ? file.count : null
  return (
    <span className={styles.export}>
      {count !== null && (
        <span role="status" className={styles.progress}>
          {formatCount(count)}
          {total !== null && ` of ${formatCount(total)}`} gathered
        </span>
      )}
      {file.kind === 'stopped' && (
        <span role="status" className={styles.said}>
          Stopped. Nothing was saved.
        </span>
      )}
      {file.kind === 'failed' && (
        <span role="alert" className={classes(styles.said, styles.fault)} title={`Nothing was saved. ${file.title}.`}>
          Nothing was saved. {file.title}.
        </span>
      )}
      <Hidden isLive>{file.kind === 'saved' ? `${name}.csv was saved` : ''}</Hidden>
      {/* One button that changes its words, and not two: the focus stays. */}
      <Button
        isSmall
        look="ghost"
        icon={count === null ? 'download' : 'stop'}
        isBusy={file.kind === 'gathering'}
        obstacle={count === null ? (obstacle ?? (file.kind === 'gathering' ? 'The rows are being gathered' : null)) : null}
        onPress={count === null ? () => void save() : stop}
      >
        {count === null ? 'CSV' : 'Cancel'}
      </Button>
    </span>
  )
}
