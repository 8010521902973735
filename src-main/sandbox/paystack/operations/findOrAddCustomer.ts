import { nextCode, put, type World } from '../world/createWorld.ts'
import { readMetadata, readText, type Wire } from '../world/params.ts'
import type { CustomerRecord } from '../world/records.ts'
import { Refusal } from '../world/refusal.ts'
import { findCustomer } from './findNamed.ts'

/** Who has an e-mail is one customer, known or new. Who is known is changed in nothing. */
export function findOrAddCustomer(world: World, params: Wire): CustomerRecord {
  const email = mustEmail(params)
  return findCustomer(world, email) ?? addCustomer(world, email, params)
}

function addCustomer(world: World, email: string, params: Wire): CustomerRecord {
  return put(world, 'customer', {
    code: nextCode(world, 'CUS_'),
    email,
    firstName: readText(params, 'first_name'),
    lastName: readText(params, 'last_name'),
    phone: readText(params, 'phone'),
    metadata: readMetadata(params),
    createdAt: world.now,
    updatedAt: world.now,
  })
}

function mustEmail(params: Wire): string {
  const email = readText(params, 'email')
  if (email === null) throw new Refusal(400, 'missing_params', 'Email Address is required')
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) throw new Refusal(400, 'invalid_email_address', 'Invalid Email Address Passed')
  return email.toLowerCase()
}
