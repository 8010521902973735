import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '../../../src-shared/model/appError.ts'
import { doStoreJob, type StoreJob, type StoreJobWord } from './storeJob.ts'

const say = (word: StoreJobWord) => parentPort?.postMessage(word)

try {
  say({ kind: 'done', result: await doStoreJob(workerData as StoreJob, (progress) => say({ kind: 'progress', progress })) })
} catch (error) {
  if (!(error instanceof AppError)) throw error
  say({ kind: 'refused', code: error.code, message: error.message, hint: error.hint })
}
