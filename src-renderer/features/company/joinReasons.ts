/** Sentences as parts of one: `both have the e-mail a@b.test; both have the phone 254712048113` */
export function joinReasons(reasons: readonly string[]): string {
  return reasons.map((reason) => `${reason.slice(0, 1).toLowerCase()}${reason.slice(1).replace(/\.$/, '')}`).join('; ')
}
