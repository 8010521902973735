import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useEngine } from '../../lib/engine.ts'
import styles from './company.module.css'
import { Field, FormDialog } from './FormDialog.tsx'

export function NoteDialog({ companyId, onClose }: { companyId: string; onClose: () => void }) {
  const { client } = useEngine()
  const [text, setText] = useState('')
  const add = useMutation({ mutationFn: () => client.notes.add({ company: companyId, text }), onSuccess: onClose })
  return (
    <FormDialog
      icon="note"
      title="Write a note"
      consequence="It changes no figure, and is kept for good; a correction is another note."
      action="Keep the note"
      obstacle={text.trim() === '' ? 'Write something first' : null}
      isBusy={add.isPending}
      error={add.error}
      onSend={() => add.mutate()}
      onClose={onClose}
    >
      <Field label="Note">
        <textarea className={styles.area} rows={5} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
