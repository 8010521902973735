import { useState } from 'react'
import { useEngine } from '../../lib/engine.ts'

type ConnectAsk = Parameters<ReturnType<typeof useEngine>['client']['connections']['connect']>[0]

/** What the button says while a key is tried. */
export const CHECKING = { action: 'Checking…', obstacle: 'The key is being checked' }

/** Connects a provider. What is asked for holds a key: it goes straight to the engine, and into no cache of the page. */
export function useConnecting() {
  const { client } = useEngine()
  const [isChecking, setChecking] = useState(false)
  const [error, setError] = useState<Error | null>(null)

  /** @returns whether it is connected */
  async function connect(ask: ConnectAsk): Promise<boolean> {
    setError(null)
    setChecking(true)
    try {
      await client.connections.connect(ask)
      return true
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error('The engine gave no reason'))
      return false
    } finally {
      setChecking(false)
    }
  }

  return { connect, isChecking, error }
}
