import { checkAddress, phoneOf, shillingsOf, textOf } from './fields.ts'
import { addPayment, arrive, reverse, settle } from './payments.ts'
import { queryPull, registerPull } from './pull.ts'
import { answerPush, createPush, queryPush } from './pushes.ts'
import { Refusal, refuseField } from './refusal.ts'
import type { Settings, Wire, World } from './world.ts'

/** One thing that can be asked of the sandbox's M-Pesa, or made to happen there. */
export interface Operation {
  /** Null for what people do, and no API. */
  path: string | null
  isReadOnly: boolean
  run(world: World, params: Wire, id: string): Wire
}

export const OPERATIONS: Readonly<Record<string, Operation>> = {
  'pushes.create': { path: '/mpesa/stkpush/v1/processrequest', isReadOnly: false, run: createPush },
  'pushes.query': { path: '/mpesa/stkpushquery/v1/query', isReadOnly: true, run: queryPush },
  'pull.register': { path: '/pulltransactions/v1/register', isReadOnly: false, run: registerPull },
  'pull.query': { path: '/pulltransactions/v1/query', isReadOnly: true, run: queryPull },
  'c2b.register': { path: '/mpesa/c2b/v2/registerurl', isReadOnly: false, run: registerUrl },
  'c2b.simulate': { path: '/mpesa/c2b/v2/simulate', isReadOnly: false, run: simulate },
  'transactions.status': {
    path: '/mpesa/transactionstatus/v1/query',
    isReadOnly: false,
    run: (world, params) => accept(world, params, 'TransactionStatusQuery'),
  },
  'account.balance': {
    path: '/mpesa/accountbalance/v1/query',
    isReadOnly: false,
    run: (world, params) => accept(world, params, 'AccountBalance'),
  },
  'reversals.request': { path: '/mpesa/reversal/v1/request', isReadOnly: false, run: requestReversal },

  'pushes.answer': { path: null, isReadOnly: false, run: answerPush },
  'payments.arrive': { path: null, isReadOnly: false, run: arrive },
  'payments.reverse': { path: null, isReadOnly: false, run: (world, _params, id) => reverse(world, id) },
  'account.settle': { path: null, isReadOnly: false, run: settle },
  'settings.change': { path: null, isReadOnly: false, run: changeSettings },
}

/** Once only: another system of the organisation may be called there. */
function registerUrl(world: World, params: Wire): Wire {
  checkAddress(params, 'ConfirmationURL')
  checkAddress(params, 'ValidationURL')
  if (world.confirmationUrl !== null) throw new Refusal(500, '500.003.1001', 'URLs are already registered')
  world.confirmationUrl = textOf(params, 'ConfirmationURL')
  return { OriginatorCoversationID: world.ids.next('o-', 8), ResponseCode: '0', ResponseDescription: 'Success' }
}

function simulate(world: World, params: Wire): Wire {
  if (textOf(params, 'ShortCode') !== world.shortCode) throw refuseField('ShortCode')
  if (textOf(params, 'CommandID') !== (world.till === null ? 'CustomerPayBillOnline' : 'CustomerBuyGoodsOnline'))
    throw refuseField('CommandID')
  const phone = phoneOf(params, 'Msisdn')
  addPayment(world, { phone, amount: shillingsOf(params, 'Amount'), reference: textOf(params, 'BillRefNumber'), name: '', isPushed: false })
  return {
    OriginatorCoversationID: world.ids.next('o-', 8),
    ResponseCode: '0',
    ResponseDescription: 'Accept the service request successfully.',
  }
}

/** What comes of it is told to an address, and nobody here has one. */
function accept(world: World, params: Wire, command: string): Wire {
  if (textOf(params, 'CommandID') !== command) throw refuseField('CommandID')
  for (const name of ['Initiator', 'SecurityCredential', 'Remarks']) if (textOf(params, name) === '') throw refuseField(name)
  for (const name of ['ResultURL', 'QueueTimeOutURL']) checkAddress(params, name)
  const conversation = world.ids.next('AG_', 16)
  world.accepted.push({ kind: command, conversation, at: world.now })
  return {
    OriginatorConversationID: world.ids.next('o-', 8),
    ConversationID: conversation,
    ResponseCode: '0',
    ResponseDescription: 'Accept the service request successfully.',
  }
}

/** Accepted whatever becomes of it. Its misspelt field is needed as it is. */
function requestReversal(world: World, params: Wire): Wire {
  if (textOf(params, 'RecieverIdentifierType') !== '11') throw refuseField('RecieverIdentifierType')
  const accepted = accept(world, params, 'TransactionReversal')
  try {
    reverse(world, textOf(params, 'TransactionID'))
  } catch (error) {
    // Why not is told to an address too.
    if (!(error instanceof Refusal)) throw error
  }
  return accepted
}

function changeSettings(world: World, params: Wire): Wire {
  const unknown = Object.keys(params).find((name) => !Object.hasOwn(world.settings, name))
  if (unknown !== undefined) throw new Error(`Broken promise: no setting is called ${unknown}`)
  // Each was given by a developer, by its name.
  Object.assign(world.settings, params as Partial<Settings>)
  return { ...world.settings }
}
