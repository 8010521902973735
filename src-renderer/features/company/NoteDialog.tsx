import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useEngine } from '../../lib/engine.ts'
import { Field } from '../../records/Field.tsx'
import styles from '../../records/form.module.css'
import { RecordDialog } from '../../records/RecordDialog.tsx'

interface NoteDialogProps {
  company: { id: string; name: string }
  onClose: () => void
}

/** As the engine has it. */
const MOST_LETTERS = 10_000

export function NoteDialog({ company, onClose }: NoteDialogProps) {
  const { client } = useEngine()
  // One key for the dialog: sent again after a lost answer, it is known for the same note.
  const [key] = useState(() => `note_${crypto.randomUUID()}`)
  const [text, setText] = useState('')
  const [isTried, setTried] = useState(false)
  const add = useMutation({ mutationFn: (input: Parameters<typeof client.notes.add>[0]) => client.notes.add(input) })
  const fault = text.trim() === '' ? 'Write something first' : null

  async function submit(): Promise<boolean> {
    setTried(true)
    if (fault !== null) return false
    try {
      await add.mutateAsync({ company: company.id, text: text.trim(), key })
    } catch {
      // The dialog shows what `add.error` holds, and keeps what was typed.
      return false
    }
    return true
  }

  return (
    <RecordDialog
      icon="note"
      title={`Write a note about ${company.name}`}
      consequence="It changes no figure, and is kept for good; a correction is another note."
      action="Keep the note"
      isBusy={add.isPending}
      error={add.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className={styles.wide}>
        <Field label="Note" isFirst fault={isTried ? fault : null}>
          {(names) => (
            <textarea {...names} rows={5} maxLength={MOST_LETTERS} value={text} onChange={(event) => setText(event.target.value)} />
          )}
        </Field>
      </div>
    </RecordDialog>
  )
}
