import { checkRuntime } from '../src-main/store/checkRuntime.ts'

// An old Node ends at the first database without a word; here it says why.
checkRuntime()
