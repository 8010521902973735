import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { CopyProgress } from '../../../src-shared/contract/backups.ts'
import { AppError, type AppErrorCode } from '../../../src-shared/model/appError.ts'
import type { StoreJob, StoreJobResult, StoreJobWord } from './storeJob.ts'

/**
 * Does a job on a thread of its own, so that no screen waits for it.
 *
 * Aborted, its thread ends at once: a job leaves drafts at the most, which are swept when the workspace is next opened.
 */
export function runStoreJob<J extends StoreJob>(
  job: J,
  onProgress: (progress: CopyProgress) => void,
  signal: AbortSignal,
): Promise<StoreJobResult<J>> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(stopped())
    const worker = new Worker(findWorkerFile(), { workerData: job })
    const stop = () => void worker.terminate()
    signal.addEventListener('abort', stop, { once: true })
    worker.on('message', (word: StoreJobWord) => {
      if (word.kind === 'progress') onProgress(word.progress)
      // A job's own result; the thread knows no types.
      else if (word.kind === 'done') resolve(word.result as StoreJobResult<J>)
      else reject(new AppError(word.code as AppErrorCode, word.message, word.hint))
    })
    worker.on('error', reject)
    worker.on('exit', () => {
      signal.removeEventListener('abort', stop)
      // Settled long ago, unless it ended without a word.
      reject(stopped())
    })
  })
}

function stopped(): AppError {
  return new AppError('backup-stopped', 'It was stopped before it was done. Nothing was changed.', 'Try again.')
}

/** Beside this file as it is written; in what was built, beside the programs. */
function findWorkerFile(): string {
  const here = import.meta.dirname
  const places = [join(here, 'storeWorker.ts'), join(here, 'storeWorker.js'), join(here, '..', 'storeWorker.js')]
  return places.find((place) => existsSync(place)) ?? 'storeWorker.js'
}
