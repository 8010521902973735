/** The host does not know this tab: only a fresh code helps, so nothing is tried again. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut'

  constructor() {
    super('This tab is not signed in')
  }
}
