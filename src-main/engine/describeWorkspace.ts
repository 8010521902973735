import type { WorkspaceDescription } from '../../src-shared/contract/workspace.ts'
import type { AppError } from '../../src-shared/model/appError.ts'
import { listNewestCatalogs } from '../store/reads/catalogVersions.ts'
import { getWorkspace } from '../store/reads/getWorkspace.ts'
import type { GuardedStore } from './guardStore.ts'

interface DescribedParts {
  store: GuardedStore
  folder: string
  canWrite: boolean
  version: string
  trouble: () => AppError | null
}

export function describeWorkspace({ store, folder, canWrite, version, trouble: findTrouble }: DescribedParts): WorkspaceDescription {
  const { name, mode, zone } = getWorkspace(store.read)
  const found = findTrouble()
  const trouble = found && { code: found.code, message: found.message, hint: found.hint }
  const products = listNewestCatalogs(store.read).map(({ product }) => product)
  return { name, folder, mode, zone, products, canWrite, version, trouble }
}
