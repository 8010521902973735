import { join } from 'node:path'
import { AppError } from '../../src-shared/model/appError.ts'
import type { HostPorts } from '../ports.ts'
import { readPages } from '../readPages.ts'
import { startWebHost, type WebHost } from './startWebHost.ts'

export interface ServeOptions {
  folder: string
  /** `read` to look only. */
  access: 'read' | 'write'
  host: string
  /** Null for the usual one, or any free one where that is taken. */
  port: number | null
  pollMs: number
  /** While no page is open; null for the usual. */
  idlePollMs: number | null
  /** The folder of the built program. */
  builtIn: string
  onNextAddress: (address: string) => void
}

const USUAL_PORT = 4747

/** Starts the web host over the built renderer. */
export async function serveConsole(
  { log }: HostPorts,
  { folder, access, host, port, pollMs, idlePollMs, builtIn, onNextAddress }: ServeOptions,
): Promise<WebHost> {
  const start = (chosen: number) =>
    startWebHost({
      host,
      port: chosen,
      log,
      onNextAddress,
      pages: readPages(join(builtIn, '..', 'renderer')),
      workerFile: join(builtIn, 'engineWorker.js'),
      engine: { folder, access, what: 'serve', pollMs, ...(idlePollMs === null ? {} : { idlePollMs }) },
    })
  if (port !== null) return start(port)
  try {
    return await start(USUAL_PORT)
  } catch (error) {
    if (error instanceof AppError && error.code === 'serve-failed') return start(0)
    throw error
  }
}
