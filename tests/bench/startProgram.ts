import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Answers, Reply } from './programs/answerStarter.ts'

/** A program in a process of its own, so that its work is not counted as ours. */
export interface Program<T extends Answers> {
  ask<K extends keyof T & string>(name: K, input: Parameters<T[K]>[0]): Promise<Awaited<ReturnType<T[K]>>>
  /** As a power cut does: nothing is closed. */
  kill(): Promise<void>
  stop(): Promise<void>
}

export interface ProgramOptions {
  environment?: Record<string, string>
  /** A folder for what the processor was busy with; null for none. */
  profileFolder?: string | null
}

export function startProgram<T extends Answers>(file: string, { environment = {}, profileFolder = null }: ProgramOptions = {}): Program<T> {
  const child = fork(file, [], {
    env: { ...process.env, ...environment },
    execArgv: profileFolder === null ? [] : ['--cpu-prof', '--cpu-prof-dir', profileFolder],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let asked = 0
  child.on('message', (reply: Reply) => {
    const asker = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (reply.ok) asker?.resolve(reply.value)
    else asker?.reject(new Error(reply.reason))
  })
  child.on('exit', (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended with ${signal ?? code}.`))
    waiting.clear()
  })
  return {
    ask: (name, input) =>
      new Promise<unknown>((resolve, reject) => {
        asked += 1
        waiting.set(asked, { resolve, reject })
        child.send({ id: asked, name, input: input ?? null })
      }) as Promise<Awaited<ReturnType<T[typeof name]>>>,
    kill: () => end(child, () => child.kill('SIGKILL')),
    stop: () => end(child, () => child.disconnect()),
  }
}

async function end(child: ChildProcess, ask: () => unknown): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  ask()
  await gone
}
