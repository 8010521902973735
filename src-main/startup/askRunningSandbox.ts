import { askControl, findControlFile } from '../sandbox/start.ts'

/** Asks the host that has a demo open; null where none has. Throws what it refuses as an `AppError`. */
export async function askRunningSandbox(folder: string, name: string, input: unknown): Promise<{ answer: unknown } | null> {
  const file = findControlFile(folder)
  return file === null ? null : askControl(file, name, input)
}
