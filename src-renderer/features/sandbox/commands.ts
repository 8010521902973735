import type { CardKind, PushAnswer } from '../../../src-shared/contract/sandbox.ts'
import { formatSpan } from '../../ui/formatSpan.ts'
import type { SandboxCommand } from './useSandboxDesk.ts'

export function advance(ms: number, name = `advance ${ms}`): SandboxCommand {
  return { kind: 'deed', name, doing: `Moving the clock ahead by ${formatSpan(ms)}…`, ask: (sandbox) => sandbox.advance({ ms }) }
}

/** @param card what it is paid with; null is the customer’s own */
export function payOpen(company: string, card: CardKind | null): SandboxCommand {
  return { kind: 'deed', name: 'pay', doing: 'Paying what is open…', ask: (sandbox) => sandbox.pay({ company, buys: null, card }) }
}

export function buy(company: string, buys: string, card: CardKind | null): SandboxCommand {
  return { kind: 'deed', name: 'buy', doing: `Buying ${buys}…`, ask: (sandbox) => sandbox.pay({ company, buys, card }) }
}

export function setCard(company: string, card: CardKind): SandboxCommand {
  return { kind: 'deed', name: `card ${card}`, doing: 'Giving it another card…', ask: (sandbox) => sandbox.setCard({ company, card }) }
}

export function cancel(company: string, isNow: boolean): SandboxCommand {
  return {
    kind: 'deed',
    name: isNow ? 'cancel now' : 'cancel later',
    doing: 'Canceling its subscriptions…',
    ask: (sandbox) => sandbox.cancel({ company, isNow }),
  }
}

export function refund(company: string): SandboxCommand {
  return { kind: 'deed', name: 'refund', doing: 'Giving its last payment back…', ask: (sandbox) => sandbox.refund({ company }) }
}

export function transfer(company: string, amount: number): SandboxCommand {
  return { kind: 'deed', name: 'transfer', doing: 'Sending a transfer…', ask: (sandbox) => sandbox.transfer({ company, amount }) }
}

export function payReference(company: string): SandboxCommand {
  return {
    kind: 'deed',
    name: 'pay reference',
    doing: 'Paying what it was asked for…',
    ask: (sandbox) => sandbox.payReference({ company }),
  }
}

export function payByPhone(payment: { phone: string; amount: number; reference: string }): SandboxCommand {
  return { kind: 'deed', name: 'pay by phone', doing: 'Paying by M-Pesa…', ask: (sandbox) => sandbox.payByPhone(payment) }
}

export function answerPush(ref: string, answer: PushAnswer): SandboxCommand {
  return {
    kind: 'deed',
    name: `answer ${ref} ${answer}`,
    doing: 'Answering the phone…',
    ask: (sandbox) => sandbox.answerPush({ ref, answer }),
  }
}

export function setFault(fault: string, isOn: boolean): SandboxCommand {
  return {
    kind: 'fault',
    name: `fault ${fault}`,
    doing: isOn ? 'Switching the fault on…' : 'Switching the fault off…',
    ask: (sandbox) => sandbox.setFault({ name: fault, isOn }),
  }
}

export function clearFaults(): SandboxCommand {
  return {
    kind: 'fault',
    name: 'faults off',
    doing: 'Switching all faults off…',
    ask: (sandbox) => sandbox.setFault({ name: null, isOn: false }),
  }
}
