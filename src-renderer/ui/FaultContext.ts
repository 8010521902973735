import { createContext, useContext } from 'react'

/** What happened, and what to do, in words. */
export type DescribeFault = (fault: unknown) => { title: string; hint: string }

/** Who tells what was thrown in words: the parts drawn here know no engine, and so none of its errors. */
export const FaultContext = createContext<DescribeFault>(() => ({ title: 'Something went wrong', hint: '' }))

export function useFaultWords(): DescribeFault {
  return useContext(FaultContext)
}
