import { AppError } from '../../../src-shared/model/appError.ts'
import type { Clock } from '../../ports.ts'
import type { Store } from '../../store/openStore.ts'
import { isDerived } from '../../store/reads/isDerived.ts'
import { rebuildDerived } from '../../store/writes/rebuildDerived.ts'
import { readFigureContext } from './readFigureContext.ts'

/** Derives everything again where an older program derived it last: no figure is read from rows that were not made for it. */
export function ensureDerived(store: Store, clock: Pick<Clock, 'now'>): void {
  if (isDerived(store.read)) return
  store.transact((tx) => rebuildDerived(tx, { ...readFigureContext(tx), now: clock.now() }))
}

/** As `ensureDerived`, for whoever may not write. */
export function refuseUnderived(store: Store): Store {
  if (isDerived(store.read)) return store
  store.close()
  throw new AppError(
    'workspace-read-only',
    'The figures of this workspace were derived by an older Tierdesk. Nothing was touched.',
    'Open it once for writing (npm start, or tierdesk sync), which derives them again.',
  )
}
