/** An answer that is not what Daraja documents. Its message goes on after "the answer cannot be read:". */
export class UnreadableAnswer extends Error {}

/** What was wrong with an answer, for people. */
export function toSentence(error: UnreadableAnswer): string {
  return `M-Pesa's answer cannot be read: ${error.message}.`
}
