import type { Engine } from '../engine/createEngine.ts'
import type { HostPorts } from '../ports.ts'

/** The first look is not while a window opens. */
const FIRST_LOOK_MS = 60_000
/** A machine that slept over midnight has its backup so soon after it woke. */
const LOOK_MS = 10 * 60_000

/** Has the backup of each day made, for as long as a host stays: asked often, the engine makes it once. */
export async function keepBackups(
  engine: Pick<Engine, 'canWrite' | 'backUpDaily'>,
  { clock, log }: Pick<HostPorts, 'clock' | 'log'>,
  signal: AbortSignal,
): Promise<void> {
  if (!engine.canWrite) return
  let told: string | null = null
  await clock.wait(FIRST_LOOK_MS, signal)
  while (!signal.aborted) {
    const problem = await engine.backUpDaily()
    // Once, not every ten minutes.
    if (problem !== null && problem !== told) log(`no backup: ${problem}`)
    told = problem
    await clock.wait(LOOK_MS, signal)
  }
}
