import { HoursScreen } from '../../../../../src-renderer/features/hours/HoursScreen.tsx'
import type { EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import type { CatalogEntry } from '../../../../../src-shared/contract/catalogs.ts'
import type { HoursAnswer, HoursBalanceRow, PackRow } from '../../../../../src-shared/contract/hours.ts'
import { CONNECTION, createFakeClient } from '../../fakeClient.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'
import { ENTRY, makeHours } from './makeHours.ts'

type Asked = Record<string, unknown>
type Page<Row> = Promise<{ items: Row[]; next: string | null }>

interface HoursAnswers {
  entries?: CatalogEntry[]
  list?: (asked: Asked) => Page<HoursBalanceRow>
  packs?: (asked: Asked) => Page<PackRow>
  get?: (asked: Asked) => Promise<HoursAnswer>
  log?: (asked: Asked) => Promise<unknown>
  addPack?: (asked: Asked) => Promise<unknown>
  canWrite?: boolean
}

/** The screen at an address, over an engine of values; `asked` is all that it asked of hours, in order. */
export function showHours(query = '?screen=hours', answers: HoursAnswers = {}) {
  const asked: { method: string; input: Asked }[] = []
  const note =
    <Answer,>(method: string, answer: (input: Asked) => Promise<Answer>) =>
    (input: Asked) => {
      asked.push({ method, input })
      return answer(input)
    }
  const fake = createFakeClient({ connections: [CONNECTION], canWrite: answers.canWrite ?? true })
  const client = {
    ...fake,
    catalogs: { list: async () => ({ items: answers.entries ?? [ENTRY] }) },
    hours: {
      list: note('list', answers.list ?? (async () => ({ items: [], next: null }))),
      packs: note('packs', answers.packs ?? (async () => ({ items: [], next: null }))),
      get: note('get', answers.get ?? (async () => makeHours())),
      log: note('log', answers.log ?? (async () => ({}))),
      addPack: note('addPack', answers.addPack ?? (async () => ({}))),
    },
  } as unknown as EngineClient
  return { ...renderWithEngine(client, <HoursScreen />, query), asked }
}
