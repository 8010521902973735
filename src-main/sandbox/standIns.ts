import type { MpesaSandbox } from './mpesa/createMpesa.ts'
import type { PaystackSandbox } from './paystack/createPaystack.ts'
import type { StripeSandbox } from './stripe/createStripe.ts'

/** What stands in for the providers, side by side. A demo that was made before the others were there has Stripe alone. */
export interface StandIns {
  stripe: StripeSandbox
  paystack: PaystackSandbox | null
  mpesa: MpesaSandbox | null
}

/** All that a business can be paid through. */
export interface Providers extends StandIns {
  paystack: PaystackSandbox
  mpesa: MpesaSandbox
}
