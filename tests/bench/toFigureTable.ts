import { toTable } from '../../src-main/cli/toTable.ts'
import { type Goal, isMet, type Line, type Measured, toRatio } from './figure.ts'

const HEADINGS = ['', 'What', 'Ours', 'Against', 'Ratio', 'Goal', 'Met']
const RIGHT = [2, 3, 4]

/** What was measured, a line each, and below it what was not and why. */
export function toFigureTable(lines: readonly Line[]): string {
  const measured = lines.filter((line) => line.kind === 'measured')
  const skipped = lines.filter((line) => line.kind === 'skipped')
  const table = measured.length === 0 ? [] : [toTable(HEADINGS, measured.map(toCells), RIGHT)]
  return [...table, ...skipped.map(({ figure, what, reason }) => `${figure} ${what}: skipped. ${reason}`)].join('\n')
}

function toCells(measured: Measured): string[] {
  const { figure, what, unit, ours, against, goal } = measured
  const ratio = toRatio(measured)
  return [
    figure,
    what,
    `${toShort(ours)} ${unit}`,
    against === null ? '' : `${toShort(against.value)} ${unit}`,
    ratio === null ? '' : toShort(ratio),
    goal === null ? `(of ${against?.name ?? 'itself'})` : toGoal(goal, against?.name ?? null),
    toVerdict(isMet(measured)),
  ]
}

function toGoal({ kind, value }: Goal, against: string | null): string {
  const bound = kind === 'at-least' ? '≥' : '≤'
  return against === null ? `${bound} ${toShort(value)}` : `${bound} ${toShort(value)} × ${against}`
}

function toVerdict(met: boolean | null): string {
  if (met === null) return ''
  return met ? 'yes' : 'no'
}

/** Three figures, none of which is lost before the point. */
export function toShort(value: number): string {
  if (Math.abs(value) >= 100 || Number.isInteger(value)) return Math.round(value).toLocaleString('en')
  return value.toPrecision(3)
}
