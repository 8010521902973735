const SCALE = 12
const PARTS = 1_000_000

/** A price of up to 12 decimals times a quantity of up to 6, in whole minor units: half of one rounds away from zero. */
export function multiply(price: string, quantity: number): number {
  return Number(divideRounded(toScaled(price) * BigInt(Math.round(quantity * PARTS)), 10n ** BigInt(SCALE) * BigInt(PARTS)))
}

/** The share of an amount that falls to some seconds of a period. */
export function shareOf(amount: number, seconds: number, period: number): number {
  if (period <= 0) return 0
  return Number(divideRounded(BigInt(amount) * BigInt(seconds), BigInt(period)))
}

/** An amount shared among others by their size, to the last unit; none bears more than it has. */
export function shareOut(amount: number, among: readonly number[]): number[] {
  const sum = among.reduce((total, each) => total + each, 0)
  const whole = Math.min(amount, sum)
  let passed = 0
  let given = 0
  return among.map((each) => {
    passed += each
    // Each cumulated share is rounded once, so that the shares add up.
    const share = shareOf(whole, passed, sum) - given
    given += share
    return share
  })
}

/** A percentage of an amount. */
export function percentOf(amount: number, percent: number): number {
  return Number(divideRounded(BigInt(amount) * BigInt(Math.round(percent * 10_000)), 1_000_000n))
}

function divideRounded(value: bigint, by: bigint): bigint {
  const half = by / 2n
  return value < 0n ? -((-value + half) / by) : (value + half) / by
}

function toScaled(price: string): bigint {
  const [units = '0', decimals = ''] = price.replace('-', '').split('.')
  const scaled = BigInt(units + decimals.slice(0, SCALE).padEnd(SCALE, '0'))
  return price.startsWith('-') ? -scaled : scaled
}
