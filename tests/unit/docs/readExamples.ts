/** A command of a page and the answer that the page shows. */
export interface Example {
  command: string
  expected: string
}

export interface Page {
  examples: Example[]
  /** The page with other answers, in the order of its examples. */
  withAnswers: (answers: readonly string[]) => string
}

const BLOCK = /^```console\n(.*?)^```$/gms
const PROMPT = '$ '

/** Reads the `console` blocks of a page: each line after `$ ` is a command, and what follows it up to the next one its answer. */
export function readExamples(text: string): Page {
  const examples = [...text.matchAll(BLOCK)].flatMap(([, body = '']) => readBlock(body))
  return {
    examples,
    withAnswers: (answers) => {
      let next = 0
      return text.replace(BLOCK, (_, body: string) => {
        const lines = readBlock(body).map(({ command }) => `${PROMPT}${command}\n${answers[next++] ?? ''}`)
        return `\`\`\`console\n${lines.join('')}\`\`\``
      })
    },
  }
}

function readBlock(body: string): Example[] {
  const examples: Example[] = []
  for (const line of body.split('\n').slice(0, -1)) {
    const last = examples.at(-1)
    if (line.startsWith(PROMPT)) examples.push({ command: line.slice(PROMPT.length), expected: '' })
    else if (last) last.expected += `${line}\n`
    else throw new Error(`a block begins with a command: ${line}`)
  }
  return examples
}

/** Cuts a command line into words as a shell does, as far as double quotes go. */
export function toWords(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare = '']) => quoted ?? bare)
}
