import { Button } from './Button.tsx'

interface ExportButtonProps {
  /** Without an ending. */
  name: string
  /** Asked for when it is pressed. */
  csv: () => string | Promise<string>
  obstacle?: string | null
}

/** Saves what a table shows as a CSV file. The mark at its beginning tells spreadsheets that it is UTF-8. */
export function ExportButton({ name, csv, obstacle = null }: ExportButtonProps) {
  async function save() {
    const text = await csv()
    const url = URL.createObjectURL(new Blob([`\uFEFF${text}`], { type: 'text/csv;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${name}.csv`
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <Button isSmall look="ghost" icon="download" obstacle={obstacle} onPress={() => void save()}>
      CSV
    </Button>
  )
}
