import { rmSync } from 'node:fs'
import type { Read } from '../programs/readToFloor.ts'
import type { Bench } from '../startBench.ts'

/** Lets the floor read lists of all companies into a file that is gone afterwards. @param paths which; left out, all */
export async function readToFloor(bench: Bench, paths?: readonly string[]): Promise<Read> {
  const file = bench.createPath('floor.db')
  const floor = bench.startFloor()
  const read = await floor.ask('read', { baseUrl: bench.baseUrl, file, ...(paths && { paths }) })
  await floor.stop()
  for (const each of [file, `${file}-wal`, `${file}-shm`]) rmSync(each, { force: true })
  return read
}
