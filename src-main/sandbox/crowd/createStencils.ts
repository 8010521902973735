import type { StripeSandbox } from '../stripe/createStripe.ts'
import type { Wire } from '../stripe/wire/wire.ts'
import { type CrowdKind, RETRIEVALS } from './crowdKinds.ts'
import { cutStencil, type Marks, type Stencil } from './cutStencil.ts'
import type { Cast, Part } from './readCast.ts'

export interface Stencils {
  /** Of an object, with what is to come whole in it. It is cut once. Throws a `Refusal` for what cannot be expanded. */
  of(part: Part, expand: readonly string[]): Stencil
  /** Of an answer that the stand-in gave about a template. */
  ofAnswer(wire: Wire, template: number | null): Stencil
}

export function createStencils(stripe: StripeSandbox, cast: Cast): Stencils {
  const asOf = stripe.now()
  const known = new Map<string, (Stencil | undefined)[]>()
  return {
    of(part, expand) {
      const cut = findShelf(part.kind, expand)
      const found = cut[part.place]
      if (found) return found
      if (stripe.now() !== asOf) throw new Error('The templates have lived on: a crowd is of one instant.')
      const made = cutStencil(stripe.act(RETRIEVALS[part.kind], { expand: [...expand] }, part.id), toMarks(part.template))
      cut[part.place] = made
      return made
    },
    ofAnswer: (wire, template) => cutStencil(wire, toMarks(template)),
  }

  function findShelf(kind: CrowdKind, expand: readonly string[]): (Stencil | undefined)[] {
    const name = `${kind} ${expand.join(' ')}`
    const shelf = known.get(name) ?? []
    known.set(name, shelf)
    return shelf
  }

  function toMarks(template: number | null): Marks {
    const { name, email, prefix } = cast.templates[template ?? -1] ?? { name: null, email: null, prefix: null }
    return { name, email, prefix, strays: cast.strays }
  }
}
