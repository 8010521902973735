import { useState } from 'react'
import { describeError } from '../../lib/describeError.ts'
import { ExportButton } from '../../ui/ExportButton.tsx'
import styles from './usage.module.css'

interface WholeExportProps {
  name: string
  /** Asks for all rows first, those that were not yet loaded too. */
  csv: () => Promise<string>
}

/** Saves a list as a whole, or says why it could not. */
export function WholeExport({ name, csv }: WholeExportProps) {
  const [fault, setFault] = useState<string | null>(null)
  async function ask() {
    setFault(null)
    try {
      return await csv()
    } catch (error) {
      setFault(`Nothing was saved. ${describeError(error).title}.`)
      throw error
    }
  }
  return (
    <>
      <ExportButton name={name} csv={ask} />
      {fault !== null && (
        <span role="alert" className={styles.fault}>
          {fault}
        </span>
      )}
    </>
  )
}
