/** What a program answers, by name. One thing in, one thing out, both of which travel between processes. */
export type Answers = Record<string, (input: never) => unknown>

export interface Question {
  id: number
  name: string
  input: unknown
}

export type Reply = { id: number; ok: true; value: unknown } | { id: number; ok: false; reason: string }

/** Answers whoever started this process, one question after the other, until the starter is gone. */
export function answerStarter(answers: Answers): void {
  let last: Promise<void> = Promise.resolve()
  process.on('message', (question: Question) => {
    last = last.then(() => reply(question))
  })
  process.once('disconnect', () => process.exit(0))

  async function reply({ id, name, input }: Question): Promise<void> {
    try {
      const answer = answers[name] as ((input: unknown) => unknown) | undefined
      if (!answer) throw new Error(`This program does not answer ${name}.`)
      send({ id, ok: true, value: (await answer(input)) ?? null })
    } catch (error) {
      send({ id, ok: false, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  }
}

function send(reply: Reply): void {
  process.send?.(reply)
}
