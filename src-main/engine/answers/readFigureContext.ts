import type { ReadDb } from '../../store/readDb.ts'
import { getWorkspace } from '../../store/reads/getWorkspace.ts'
import type { FigureContext } from '../../store/writes/deriveFigures.ts'
import { readCatalogs } from './readCatalogs.ts'

/** What figures follow from beside the facts and the clock. */
export function readFigureContext(db: ReadDb): Omit<FigureContext, 'now'> {
  return { catalogs: readCatalogs(db), zone: getWorkspace(db).zone }
}
