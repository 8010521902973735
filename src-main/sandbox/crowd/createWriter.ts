import type { StripeSandbox } from '../stripe/createStripe.ts'
import type { Wire } from '../stripe/wire/wire.ts'
import { Refusal } from '../stripe/world/refusal.ts'
import type { Changes, CrowdEvent } from './createChanges.ts'
import type { Copies, Found } from './createCopies.ts'
import { createSheet, type Filling } from './createSheet.ts'
import type { Stencils } from './createStencils.ts'
import type { Stencil } from './cutStencil.ts'
import type { Cast } from './readCast.ts'
import { type Revised, revise } from './revise.ts'
import { translate, translateId } from './translate.ts'

/** Writes objects of the crowd as JSON. Everything is written to one sheet; `finish` takes it. */
export interface Writer {
  text(text: string): void
  object(found: Found, expand: readonly string[]): void
  /** What the stand-in answers about a template, as an answer about a copy of it. Throws its `Refusal`s, about the copy too. */
  answer(of: Found, question: { name: string; params: Wire; ids: readonly string[] }): void
  /** An event, with its object as it was then. */
  toEvent(event: CrowdEvent): Wire
  finish(): Buffer
  /** Begins anew. */
  wipe(): void
}

/** In which events are rendered: another than the one that is asked in. */
const OLD_VERSION = '2019-12-03'

export function createWriter(parts: { stripe: StripeSandbox; cast: Cast; copies: Copies; stencils: Stencils; changes: Changes }): Writer {
  const { stripe, cast, copies, stencils, changes } = parts
  const sheet = createSheet()
  return {
    text: sheet.text,
    object: ({ part, copy }, expand) => {
      fill({ part, copy }, () => stencils.of(part, expand))
    },
    answer(of, { name, params, ids }) {
      const { template } = of.part
      const filling = copies.fillingOf(template, of.copy)
      const asked = translate(params, filling, cast.strays)
      const templateIds = ids.map((id) => translateId(id, filling, cast.strays))
      fill(of, () => stencils.ofAnswer(stripe.act(name, asked, ...templateIds), template))
    },
    toEvent,
    finish: sheet.finish,
    wipe: () => void sheet.takeBack(0),
  }

  function findRevised(template: number | null, copy: number): Revised | null {
    const company = copies.companyOf(template, copy)
    return company === null ? null : changes.find(company)
  }

  function fill({ part: { template }, copy }: Found, cut: () => Stencil): void {
    const filling = copies.fillingOf(template, copy)
    const stencil = cutOrRefuse(cut, template, filling)
    const revised = findRevised(template, copy)
    if (revised === null) {
      sheet.fill(stencil, filling)
      return
    }
    const wire = readBack(stencil, filling)
    revise(wire, revised)
    sheet.text(JSON.stringify(wire))
  }

  /** What the stand-in refuses about a template is refused about its copy. */
  function cutOrRefuse(cut: () => Stencil, template: number | null, filling: Filling): Stencil {
    try {
      return cut()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const body = readBack(stencils.ofAnswer(error.body, template), filling)
      throw new Refusal(error.status, { type: 'invalid_request_error', message: error.message, ...body })
    }
  }

  function readBack(stencil: Stencil, filling: Filling): Wire {
    const from = sheet.length
    sheet.fill(stencil, filling)
    return JSON.parse(sheet.takeBack(from))
  }

  function toEvent({ id, type, created, of: { part, copy }, revision, before }: CrowdEvent): Wire {
    const toObject = (number: number | null) => {
      const wire = readBack(stencils.of(part, []), copies.fillingOf(part.template, copy))
      if (number !== null) revise(wire, { [copies.idOf(part, copy)]: number })
      return wire
    }
    const object = toObject(revision)
    return {
      id,
      object: 'event',
      api_version: OLD_VERSION,
      created,
      data: { object, previous_attributes: toPrevious(toObject(before), before) },
      livemode: false,
      pending_webhooks: 0,
      request: { id: null, idempotency_key: null },
      type,
    }
  }
}

/** What an event says was otherwise before. */
function toPrevious({ object, name }: Wire, before: number | null): Wire {
  const metadata = { revision: before === null ? null : String(before) }
  return object === 'customer' ? { metadata, name } : { metadata }
}
