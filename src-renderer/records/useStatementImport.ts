import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { StatementReport } from '../../src-shared/contract/payments.ts'
import { useEngine } from '../lib/engine.ts'
import { readStatementFile, type StatementFile } from './readStatementFile.ts'

/** How far the import of a statement has come. */
type Step =
  | { kind: 'choosing'; fault: string | null }
  | { kind: 'looking'; name: string }
  | { kind: 'seen'; file: StatementFile; report: StatementReport }
  | { kind: 'done'; name: string; report: StatementReport }

/** Reads a statement, shows what it would do, and only then takes it in. */
export function useStatementImport() {
  const { client } = useEngine()
  const [step, setStep] = useState<Step>({ kind: 'choosing', fault: null })
  const send = useMutation({
    mutationFn: ({ file: { content, format }, isPreview }: { file: StatementFile; isPreview: boolean }) =>
      client.payments.importStatement({ provider: 'mpesa', content, format, isPreview }),
  })

  async function look(chosen: File) {
    send.reset()
    setStep({ kind: 'looking', name: chosen.name })
    const read = await readStatementFile(chosen)
    if (!read.ok) {
      setStep({ kind: 'choosing', fault: `${chosen.name}: ${read.fault}.` })
      return
    }
    try {
      setStep({ kind: 'seen', file: read.file, report: await send.mutateAsync({ file: read.file, isPreview: true }) })
    } catch {
      // The dialog shows what `send.error` holds; another file may be chosen.
      setStep({ kind: 'choosing', fault: null })
    }
  }

  async function take(file: StatementFile) {
    try {
      setStep({ kind: 'done', name: file.name, report: await send.mutateAsync({ file, isPreview: false }) })
    } catch {
      // What was read stays, so that it can be tried again; the dialog shows what `send.error` holds.
    }
  }

  function startAgain() {
    send.reset()
    setStep({ kind: 'choosing', fault: null })
  }

  return { step, look, take, startAgain, isBusy: send.isPending, error: send.error }
}
