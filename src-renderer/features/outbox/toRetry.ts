import type { ActionProposal } from '../../../src-shared/contract/actions.ts'
import type { ActionRequest } from '../../actions/actionDraft.ts'

/** How the dialog begins that tries to collect an invoice again. */
export function toRetry({ provider, invoice, number, company, companyName }: ActionProposal): ActionRequest {
  return {
    company: { id: company, name: companyName },
    draft: { kind: 'invoice.retry', provider, ref: invoice },
    label: `invoice ${number ?? invoice}`,
  }
}
