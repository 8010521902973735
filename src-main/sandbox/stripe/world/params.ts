import { isWire, type Wire } from '../wire/wire.ts'
import { refuse } from './refusal.ts'

/** Reads one parameter, which came as text over the wire or as it is from this process. Throws a `Refusal`. */
export type Param<T> = (value: unknown, name: string) => T

export type Shape = Readonly<Record<string, Param<unknown>>>

/** What a shape gives: undefined where nothing was said, null where it is to be unset. */
export type ParamsOf<S extends Shape> = { [Name in keyof S]?: ReturnType<S[Name]> | null | undefined }

/** Reads all parameters of a request, and refuses those that it does not know, as Stripe does. */
export function readParams<S extends Shape>(shape: S, given: unknown, within = ''): ParamsOf<S> {
  if (!isWire(given)) throw refuse(`Invalid object: ${within}`, within)
  const read: Wire = {}
  for (const [name, value] of Object.entries(given)) {
    const path = within === '' ? name : `${within}[${name}]`
    const param = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (!param) throw refuse(`Received unknown parameter: ${path}`, path, 'parameter_unknown')
    if (value === undefined) continue
    read[name] = value === '' || value === null ? null : param(value, path)
  }
  return read as ParamsOf<S>
}

/** @param name of the parameter that there must be */
export function must<T>(value: T | null | undefined, name: string): T {
  if (value === null || value === undefined) throw refuse(`Missing required param: ${name}.`, name, 'parameter_missing')
  return value
}

export const text: Param<string> = (value, name) => {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw refuse(`Invalid string: ${JSON.stringify(value)}`, name)
}

export const whole: Param<number> = (value, name) => {
  const number = typeof value === 'number' ? value : typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : Number.NaN
  if (!Number.isSafeInteger(number)) throw refuse(`Invalid integer: ${String(value)}`, name, 'parameter_invalid_integer')
  return number
}

export const decimal: Param<number> = (value, name) => {
  const number = typeof value === 'number' ? value : typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN
  if (!Number.isFinite(number)) throw refuse(`Invalid decimal: ${String(value)}`, name)
  return number
}

export const flag: Param<boolean> = (value, name) => {
  if (value === true || value === 'true') return true
  if (value === false || value === 'false') return false
  throw refuse(`Invalid boolean: ${String(value)}`, name)
}

export function oneOf<const Word extends string>(...words: readonly Word[]): Param<Word> {
  return (value, name) => {
    const word = words.find((each) => each === value)
    if (word === undefined) throw refuse(`Invalid ${name}: must be one of ${words.join(', ')}`, name)
    return word
  }
}

/** Seconds, or one of some words. */
export function secondsOr<const Word extends string>(...words: readonly Word[]): Param<number | Word> {
  return (value, name) => words.find((each) => each === value) ?? whole(value, name)
}

export function part<S extends Shape>(shape: S): Param<ParamsOf<S>> {
  return (value, name) => readParams(shape, value, name)
}

export function listOf<T>(param: Param<T>): Param<T[]> {
  return (value, name) => {
    // `items[0]=a&items[1]=b`, and `items[]=a`, which the form reader makes a list too.
    const items = Array.isArray(value)
      ? value
      : isWire(value) && Object.keys(value).every((key) => /^\d+$/.test(key))
        ? Object.values(value)
        : null
    if (!items) throw refuse('Invalid array', name)
    return items.map((item, index) => param(item, `${name}[${index}]`))
  }
}

export type Pairs = Record<string, string>

/** Keys of the caller's choice. An empty text takes a key away. */
export const pairs: Param<Pairs> = (value, name) => {
  if (!isWire(value)) throw refuse('Invalid object', name)
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, each === null ? '' : text(each, `${name}[${key}]`)]))
}

/** What is believed unseen: parameters that change nothing that the sandbox shows. */
export const anything: Param<unknown> = (value) => value

/** Metadata with what was said of it: null unsets all of it. */
export function mergePairs(old: Pairs, given: Pairs | null | undefined): Pairs {
  if (given === undefined) return old
  const merged = given === null ? {} : { ...old, ...given }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''))
}

/** The given values under Stripe's names, without those of which nothing was said. */
export function said<T extends object>(values: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
