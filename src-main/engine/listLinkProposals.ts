import type { LinkProposal } from '../../src-shared/contract/companies.ts'
import { normalisePhone } from '../domain/mpesa/normalisePhone.ts'
import type { ReadDb } from '../store/readDb.ts'
import { listAlikeCompanies } from '../store/reads/listAlikeCompanies.ts'
import { getCompanyIdentity } from './companies.ts'

/**
 * Companies that may be one, under two providers: they have one e-mail, one phone once both are written alike, or the provider's data of one
 * names the other by our id (domain.md, *One company, three providers*).
 *
 * @param name of the company that is asked about; null for the first of all
 */
export function listLinkProposals(db: ReadDb, { company, limit }: { company: string | null; limit: number }): LinkProposal[] {
  const companyId = company === null ? null : getCompanyIdentity(db, company).companyId
  return listAlikeCompanies(db, companyId, limit).map(({ a, b, namedBy }) => {
    const phones = [a.phone, b.phone].map((phone) => (phone === null ? null : normalisePhone(phone)))
    const reasons = [
      namedBy !== null && `The data of ${namedBy} name it by our id.`,
      a.email !== null && a.email.toLowerCase() === b.email?.toLowerCase() && `Both have the e-mail ${a.email}.`,
      phones[0] !== null && phones[0] === phones[1] && `Both have the phone ${phones[0]}.`,
    ].filter((reason) => reason !== false)
    return { company: a.ref, companyName: a.name, other: b.ref, otherName: b.name, reasons }
  })
}
