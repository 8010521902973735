import type { Note } from '../../src-shared/contract/notes.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import type { NoteFact } from '../domain/recordedFact.ts'
import type { ReadDb } from '../store/readDb.ts'
import { findNote, listCompanyNotes } from '../store/reads/notes.ts'
import { saveRecorded } from '../store/writes/saveRecorded.ts'
import { getCompanyIdentity } from './companies.ts'
import { drawKey, type RecordParts } from './recording.ts'

/** What staff wrote about a company, newest first. @param name as `getCompanyIdentity` takes it */
export function listNotes(db: ReadDb, name: string): Note[] {
  return listCompanyNotes(db, getCompanyIdentity(db, name).companyId).map(toNote)
}

/**
 * Writes something down about a company. No figure follows from it, so none is derived.
 *
 * The same key with the same text gives the note that is known, with its own instant; with another text it is refused.
 */
export function addNote({ store, ports, topics }: RecordParts, ask: { company: string; text: string; key: string | null }): Note {
  const now = ports.clock.now()
  const key = ask.key ?? drawKey(ports, 'note')
  const { fact, isNew } = store.transact((tx) => {
    const { company } = getCompanyIdentity(tx, ask.company)
    const known = findNote(tx, company, key)
    if (known) return { fact: refuseOther(known, ask.text), isNew: false }
    const told: NoteFact = { company, kind: 'note', key, at: now, source: 'staff', content: { text: ask.text } }
    saveRecorded(tx, told, now)
    return { fact: told, isNew: true }
  })
  if (isNew) topics.announce('companies')
  return toNote(fact)
}

function refuseOther(known: NoteFact, text: string): NoteFact {
  if (known.content.text === text) return known
  throw new AppError(
    'key-taken',
    `The key ${known.key.slice(0, 100)} is that of another note. Nothing was recorded.`,
    'Leave the key out, or give another: a correction is another note.',
  )
}

function toNote({ key, company, at, content, source }: NoteFact): Note {
  return { key, company, at, text: content.text, source }
}
