import type { Line, Measured } from '../figure.ts'
import type { Bench } from '../startBench.ts'
import { toMedian } from '../toMedian.ts'
import { readToFloor } from './readToFloor.ts'

/** Objects a second: of the clock on the wall, and of a processor that was busy with nothing else. */
interface Rates {
  wall: number[]
  processor: number[]
}

/** P1: a whole mirror with all that follows from it, against the least that a program can do with the same lists. */
export async function measureBackfill(bench: Bench): Promise<Line[]> {
  const ours: Rates = { wall: [], processor: [] }
  const floor: Rates = { wall: [], processor: [] }
  // The stand-in makes itself ready for each kind of object when it is asked for it first.
  await readToFloor(bench)
  for (let round = 1; round <= bench.options.rounds; round++) {
    const least = await readToFloor(bench)
    const { synced, objects, pages } = await bench.backfill(bench.baseUrl, bench.options.companies)
    if (objects !== least.objects) throw new Error(`The mirror has ${objects} objects, and there are ${least.objects}.`)
    add(floor, objects, least)
    add(ours, objects, synced)
    bench.log(`P1 round ${round}, ${objects} objects: ${toTimes('floor', least)}; ${toTimes('ours', { ...synced, pages })}`)
  }
  // Where others use the machine, the second line tells more.
  return [toLine('full backfill', 'objects/s', 'wall'), toLine('the same by processor time', 'objects/s', 'processor')]

  function toLine(what: string, unit: string, by: keyof Rates): Measured {
    const against = { name: 'floor', value: toMedian(floor[by]) }
    return { kind: 'measured', figure: 'P1', what, unit, ours: toMedian(ours[by]), against, goal: { kind: 'at-least', value: 0.4 } }
  }
}

interface Times {
  ms: number
  cpuMs: number
  pages: number
}

function add(rates: Rates, objects: number, { ms, cpuMs }: Omit<Times, 'pages'>): void {
  rates.wall.push((objects / ms) * 1000)
  rates.processor.push((objects / cpuMs) * 1000)
}

function toTimes(who: string, { ms, cpuMs, pages }: Times): string {
  return `${who} ${pages} pages in ${Math.round(ms)} ms, ${Math.round(cpuMs)} of the processor`
}
