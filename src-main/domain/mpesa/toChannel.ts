/** How a customer paid, in one word for each way: lists and statements call the same thing by several names. What is not known stays as it is. */
export function toChannel(word: string): string {
  if (/pay[\s-]*bill/i.test(word)) return 'paybill'
  if (/buy[\s-]*goods|merchant|\btill\b/i.test(word)) return 'till'
  return word.trim()
}
