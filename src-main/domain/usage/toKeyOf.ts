/** A key is unique within what was told of one customer: of another that is the same company now, it names whose it is. */
export function toKeyOf(key: string, own: string, company: string): string {
  return own === company ? key : `${key} of ${own}`
}
