import { useEffect, useRef } from 'react'
import { describeError } from '../lib/describeError.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { countWords } from './countWords.ts'
import { FileDrop } from './FileDrop.tsx'
import forms from './form.module.css'
import { StatementCounts } from './StatementCounts.tsx'
import { StatementLines } from './StatementLines.tsx'
import styles from './statement.module.css'
import { useStatementImport } from './useStatementImport.ts'

/** Takes in a statement of M-Pesa’s organisation portal, after it was shown what that adds. */
export function ImportStatementDialog({ onClose }: { onClose: () => void }) {
  const body = useRef<HTMLDivElement>(null)
  const { step, look, take, startAgain, isBusy, error } = useStatementImport()
  // Closed as a dialog is, so that the focus returns to where it was.
  const close = () => body.current?.closest('dialog')?.close()
  const refusal = error && describeError(error)
  // What was focused is gone with its step: the way on from here is the picker, or else the last button.
  useEffect(() => {
    const next = step.kind === 'choosing' ? 'input' : 'footer button:last-of-type'
    body.current?.closest('dialog')?.querySelector<HTMLElement>(next)?.focus()
  }, [step.kind])
  return (
    <Dialog
      icon={step.kind === 'done' ? 'check' : 'download'}
      tone={step.kind === 'done' ? 'ok' : 'idle'}
      title={step.kind === 'done' ? describeDone(step.report) : 'Import a statement of M-Pesa'}
      consequence={
        step.kind === 'done'
          ? `${step.name} may be imported as often as you like: a receipt that is known is the same payment.`
          : 'M-Pesa’s own list goes back 48 hours; a statement of the organisation portal tells what came before. Nothing is added until you have seen it.'
      }
      onClose={onClose}
      foot={
        <>
          {(step.kind === 'seen' || step.kind === 'done') && (
            <Button look="ghost" onPress={startAgain} obstacle={isBusy ? 'It is being imported' : null}>
              Another file
            </Button>
          )}
          <Button onPress={close}>Close</Button>
          {step.kind === 'seen' && (
            <Button look="primary" isBusy={isBusy} obstacle={isBusy ? 'It is being imported' : null} onPress={() => void take(step.file)}>
              {isBusy
                ? 'Importing…'
                : step.report.added === 0
                  ? 'Import it all the same'
                  : `Import ${countWords(step.report.added, 'payment')}`}
            </Button>
          )}
        </>
      }
    >
      <div ref={body} className={styles.body}>
        {step.kind === 'choosing' && (
          <FileDrop
            accept=".csv,.xlsx"
            words="Drop the statement here, or choose it"
            help="As the portal gives it: CSV of up to 12 MB, or XLSX of up to 9 MB. A browser tab can send 1 MB."
            fault={step.fault}
            onFile={(file) => void look(file)}
          />
        )}
        {step.kind === 'looking' && (
          <p role="status" className={styles.looking}>
            <Icon name="sync" />
            Reading {step.name}…
          </p>
        )}
        {(step.kind === 'seen' || step.kind === 'done') && (
          <>
            <StatementCounts report={step.report} isImported={step.kind === 'done'} />
            {step.kind === 'seen' && step.report.added === 0 && <p className={styles.period}>{describeNothingNew(step.report.known)}</p>}
            <StatementLines report={step.report} isImported={step.kind === 'done'} />
          </>
        )}
        {refusal && (
          <p role="alert" className={forms.refusal}>
            <Icon name="failed" />
            <span>
              <b>{refusal.title}</b> {refusal.hint}
            </span>
          </p>
        )}
      </div>
    </Dialog>
  )
}

function describeDone({ added, known }: { added: number; known: number }): string {
  const words = added === 0 ? 'Nothing was new' : `${countWords(added, 'payment')} ${added === 1 ? 'was' : 'were'} added`
  return known === 0 ? words : `${words}, ${countWords(known, 'payment')} already known`
}

function describeNothingNew(known: number): string {
  return known === 0 ? 'It has no payment of a customer.' : `Nothing in it is new: ${countWords(known, 'payment')} already known.`
}
