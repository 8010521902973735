import { deriveAllFigures } from '../store/writes/deriveFigures.ts'
import { readFigureContext } from './answers/readFigureContext.ts'
import { importCatalog, readCatalogText } from './catalogs.ts'
import type { RecordParts } from './recording.ts'

/** Takes in a version of a catalog, and derives all that follows from it; one with a fault is told its faults, and nothing is changed. */
export function importCatalogText({ store, ports, topics }: RecordParts, text: string) {
  const read = readCatalogText(text)
  if (!read.ok) return { faults: read.faults, entry: null, isNew: false }
  const at = ports.clock.now()
  const { entry, isNew } = store.transact((tx) => {
    const imported = importCatalog(tx, read.content, read.parsed, at)
    if (imported.isNew) deriveAllFigures(tx, { ...readFigureContext(tx), now: at })
    return imported
  })
  if (isNew) topics.announce('catalogs', 'companies')
  return { faults: [], entry, isNew }
}
