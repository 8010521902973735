import { Button } from './Button.tsx'
import { saveCsv } from './saveCsv.ts'

interface ExportButtonProps {
  /** Without an ending. */
  name: string
  /** Asked for when it is pressed. */
  csv: () => string | Promise<string>
  obstacle?: string | null
}

/** Saves what a table shows as a CSV file. */
export function ExportButton({ name, csv, obstacle = null }: ExportButtonProps) {
  async function save() {
    saveCsv(name, await csv())
  }
  return (
    <Button isSmall look="ghost" icon="download" obstacle={obstacle} onPress={() => void save()}>
      CSV
    </Button>
  )
}
