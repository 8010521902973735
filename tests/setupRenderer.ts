import { afterAll } from 'vitest'

// Files share a page: what one gives jsdom, of what jsdom lacks, and what it leaves in the page goes with it.
const TOUCHED = /^(URL|Node|Element|Range|Document|(HTML|SVG)\w*Element)$/

type Properties = PropertyDescriptorMap & Record<PropertyKey, PropertyDescriptor>

const names = Object.getOwnPropertyNames(globalThis)
const kept = names
  .filter((name) => TOUCHED.test(name))
  .map((name) => Reflect.get(globalThis, name) as { prototype: object })
  .flatMap((kind) => [kind, kind.prototype])
  .map((owner) => ({ owner, properties: Object.getOwnPropertyDescriptors(owner) as Properties }))
const hadResizeObserver = names.includes('ResizeObserver')

afterAll(() => {
  for (const { owner, properties } of kept) restore(owner, properties)
  if (!hadResizeObserver) Reflect.deleteProperty(globalThis, 'ResizeObserver')
  localStorage.clear()
  sessionStorage.clear()
  window.history.replaceState(null, '', '/')
  document.body.replaceChildren()
})

function restore(owner: object, properties: Properties): void {
  for (const name of Reflect.ownKeys(owner)) {
    const before = properties[name]
    if (before === undefined) Reflect.deleteProperty(owner, name)
    else if (
      Object.getOwnPropertyDescriptor(owner, name)?.value !== before.value ||
      before.get !== Object.getOwnPropertyDescriptor(owner, name)?.get
    )
      Reflect.defineProperty(owner, name, before)
  }
}
