import { closeSync, existsSync, openSync, readdirSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ORPCError } from '@orpc/server'
import { createEngine } from '../../src-main/engine/createEngine.ts'
import { examineWorkspace } from '../../src-main/engine/examineWorkspace.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import { createWorld } from '../fixtures/createWorld.ts'
import { runCommand } from '../fixtures/runCommand.ts'

/** Lives through a full disk at `argv[2]`, where all temporary folders are, and says what it saw. */
const [, , disk = '', withReserve = 'with'] = process.argv
const ballast = join(disk, 'ballast')
const CUSTOMERS = 1_500
const saw: Record<string, unknown> = {}

const world = await createWorld(CUSTOMERS)
await world.connect()
const reserve = join(world.folder, 'room.reserve')
const run = (...argv: string[]) => runCommand(world.ports, ['--workspace', world.folder, '--json', ...argv])

// Another program fills the disk while nobody has the workspace open.
await world.open().stop()
if (withReserve === 'without') rmSync(reserve)
fill(0)
const cramped = refusalOr(() => world.open())
saw['crampedOpen'] = typeof cramped === 'string' ? cramped : 'open'
if (typeof cramped !== 'string') {
  saw['crampedTrouble'] = (await cramped.client.workspace.describe({})).trouble?.code
  saw['crampedRead'] = (await cramped.client.companies.count({})).total
  saw['crampedWrite'] = await refusalOf(cramped.client.sync.start({}))
  await cramped.stop()
}
rmSync(ballast)

// So little is left that a sync fills it.
const engine = world.open()
fill(600_000)
saw['sync'] = await refusalOf(engine.client.sync.start({}))
saw['health'] = (await engine.client.sync.health({})).connections.map(({ state, lastSuccessAt }) => ({ state, lastSuccessAt }))
saw['runs'] = (await engine.client.sync.runs({})).items.map(({ outcome, reason }) => `${outcome}: ${reason}`)
saw['trouble'] = (await engine.client.workspace.describe({})).trouble?.code ?? null
saw['companies'] = (await engine.client.companies.count({})).total
await engine.stop()
saw['lock'] = existsSync(join(world.folder, 'workspace.lock'))

// Not a byte is left: the room of the reserve has gone too.
fill(0)
saw['doctor'] = (await examineWorkspace(world.ports, world.folder)).checks.filter(({ ok }) => !ok).map(({ name }) => name)
saw['status'] = (await run('status')).exitCode
const written = await run('sync')
saw['written'] = { exitCode: written.exitCode, code: codeOf(written.stderr) }
const backedUp = await run('backup', join(disk, 'copy.db'))
saw['backup'] = { exitCode: backedUp.exitCode, code: codeOf(backedUp.stderr) }
saw['litter'] = [...readdirSync(disk), ...readdirSync(world.folder)].filter((name) => name.includes('.part') || name.startsWith('copy'))

rmSync(ballast)
const again = createEngine(world.ports, { folder: world.folder, access: 'write', what: 'a test', pollMs: null })
saw['recovered'] = (await again.client.sync.start({})).runs.every(({ outcome }) => outcome === 'complete')
saw['reserve'] = existsSync(reserve) && statSync(reserve).size
saw['all'] = (await again.client.companies.count({})).total === CUSTOMERS
saw['troubleAfter'] = (await again.client.workspace.describe({})).trouble
await again.stop()
saw['whole'] = (await examineWorkspace(world.ports, world.folder)).checks
  .filter(({ name, ok }) => !ok && name !== 'room')
  .map(({ name }) => name)
await world.end()
process.stdout.write(JSON.stringify(saw))

/** Fills the disk but for `left` bytes. */
function fill(left: number): void {
  const handle = openSync(ballast, 'a')
  const block = Buffer.alloc(64 * 1024, 1)
  try {
    for (;;) writeSync(handle, block)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    closeSync(handle)
  }
  if (left > 0) truncateSync(ballast, statSync(ballast).size - left)
}

function refusalOr<T>(step: () => T): T | string {
  try {
    return step()
  } catch (error) {
    return error instanceof AppError ? error.code : String(error)
  }
}

async function refusalOf(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work
  } catch (error) {
    return error instanceof ORPCError ? (error.data as { code: string; hint: string }) : String(error)
  }
}

function codeOf(stderr: string): string {
  const line = stderr.trim().split('\n').at(-1) ?? ''
  return line.startsWith('{') ? (JSON.parse(line) as { error: { code: string } }).error.code : stderr
}
