import { useEffect, useRef, useState } from 'react'
import { useFaultWords } from './FaultContext.ts'
import { saveCsv } from './saveCsv.ts'

/** What gathers rows tells how far it has come, and is told when nobody waits for them any more. */
export interface Gathering {
  signal: AbortSignal
  onCount: (count: number) => void
}

/** How a file came about: `count` is null until more than one page of rows is needed. */
export type CsvFile =
  | { kind: 'none' }
  | { kind: 'gathering'; count: number | null }
  | { kind: 'saved' }
  | { kind: 'stopped' }
  | { kind: 'failed'; title: string }

/** Saves a CSV file whose rows may first have to be gathered. Whoever leaves the page meanwhile stops it. */
export function useCsvFile(name: string, csv: (gathering: Gathering) => string | Promise<string>) {
  const describeFault = useFaultWords()
  const [file, setFile] = useState<CsvFile>({ kind: 'none' })
  const running = useRef<AbortController>(null)
  useEffect(() => () => running.current?.abort(), [])

  async function save() {
    const control = new AbortController()
    const { signal } = control
    running.current = control
    setFile({ kind: 'gathering', count: null })
    const settle = (settled: CsvFile) => {
      if (!signal.aborted) setFile(settled)
    }
    try {
      const text = await csv({ signal, onCount: (count) => settle({ kind: 'gathering', count }) })
      if (!signal.aborted) saveCsv(name, text)
      settle({ kind: 'saved' })
    } catch (error) {
      settle({ kind: 'failed', title: describeFault(error).title })
    }
  }

  function stop() {
    running.current?.abort()
    setFile({ kind: 'stopped' })
  }

  return { file, save, stop }
}
