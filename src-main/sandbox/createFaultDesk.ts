import { AppError } from '../../src-shared/model/appError.ts'
import { PROVIDER_TITLES, type ProviderName } from '../../src-shared/model/provider.ts'
import type { ProviderFaultOptions } from './providerFault.ts'
import { createFaults, FAULTS, type FaultName, type Faults } from './stripe/http/faults.ts'

/** Which faults are switched on, and of whom. */
export interface FaultDesk {
  readonly faults: Faults
  isFor(fault: FaultName, provider: ProviderName): boolean
  /** How often each came about, and whether it is on. */
  list(): { name: string; isOn: boolean; met: number }[]
  /** Switches a fault on (`options`) or off (null); every fault off where no name is given. Gives what was done in words. */
  set(name: string | null, options: ProviderFaultOptions | null): string[]
  /** Switches on what was on before, without a word. */
  resume(faults: Readonly<Record<string, ProviderFaultOptions>>): void
}

/** @param save keeps what is on, by name */
export function createFaultDesk(save: (faults: Record<string, ProviderFaultOptions>) => void): FaultDesk {
  const faults = createFaults()
  const switched = new Map<FaultName, ProviderFaultOptions>()

  function switchOn(name: FaultName, { provider, ...options }: ProviderFaultOptions): void {
    switched.set(name, provider ? { ...options, provider } : options)
    faults.set(name, options)
  }

  function change(name: string | null, options: ProviderFaultOptions | null): string {
    if (name === null) {
      switched.clear()
      faults.clear()
      return 'All faults are switched off.'
    }
    const known = toFault(name)
    if (options === null) {
      switched.delete(known)
      faults.clear(known)
      return `The fault ${known} is switched off.`
    }
    switchOn(known, options)
    return `The fault ${known} is switched on${options.provider ? ` at ${PROVIDER_TITLES[options.provider]}` : ''}.`
  }

  return {
    faults,
    isFor(fault, provider) {
      const only = switched.get(fault)?.provider
      return only === undefined || only === provider
    },
    list: () => FAULTS.map((name) => ({ name, isOn: switched.has(name), met: faults.counts()[name] ?? 0 })),
    set(name, options) {
      const said = change(name, options)
      save(Object.fromEntries(switched))
      return [said]
    },
    resume(before) {
      for (const [name, options] of Object.entries(before)) switchOn(toFault(name), options)
    },
  }
}

function toFault(name: string): FaultName {
  const known = FAULTS.find((fault) => fault === name)
  if (!known) throw new AppError('usage', `No fault is called "${name}". Nothing was changed.`, `There are: ${FAULTS.join(', ')}.`)
  return known
}
