import { useState } from 'react'
import { describeError } from '../../lib/describeError.ts'
import { Button } from '../../ui/Button.tsx'
import { saveCsv } from '../../ui/saveCsv.ts'
import styles from './hours.module.css'

interface WholeExportProps {
  /** Of the file, without an ending. */
  name: string
  /** Asks for all rows first, those that were not yet loaded too. */
  csv: () => Promise<string>
  obstacle: string | null
}

/** Saves a list as a whole, or says why it could not. */
export function WholeExport({ name, csv, obstacle }: WholeExportProps) {
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)

  async function save() {
    setFault(null)
    setBusy(true)
    try {
      saveCsv(name, await csv())
    } catch (error) {
      setFault(`Nothing was saved. ${describeError(error).title}.`)
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      {fault !== null && (
        <span role="alert" className={styles.fault}>
          {fault}
        </span>
      )}
      <Button
        isSmall
        look="ghost"
        icon="download"
        isBusy={isBusy}
        obstacle={obstacle ?? (isBusy ? 'The rows are being gathered' : null)}
        onPress={() => void save()}
      >
        CSV
      </Button>
    </>
  )
}
