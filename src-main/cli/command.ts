import type { Command } from 'commander'
import type { Instant } from '../../src-shared/model/instant.ts'
import type { Engine } from '../engine/createEngine.ts'
import type { HostPorts } from '../ports.ts'
import type { OpenWorkspace } from '../startup/openWorkspace.ts'

export const EXIT = { done: 0, failed: 1, wrongUse: 2, partly: 3, refused: 4 } as const

/** What a command answers: the same for a program and for a person. Nothing is printed for `json` undefined. */
export interface Outcome {
  json: unknown
  text: string
  exitCode: number
}

/** What a command is given. */
export interface CommandContext {
  folder: string
  at: Instant | null
  isJson: boolean
  ports: HostPorts
  stdin: () => Promise<string>
  progress: (line: string) => void
  /** Aborted by Ctrl C. */
  signal: AbortSignal
  /** The workspace, open for as long as `use` runs. */
  withEngine<T>(access: 'read' | 'write', use: (engine: Engine, workspace: OpenWorkspace) => Promise<T>): Promise<T>
}

/** Adds a command to the program; `run` hands its answer back. */
export type AddCommand = (program: Command, run: (work: (context: CommandContext) => Promise<Outcome>) => Promise<void>) => void

/** For a command that has said all it has to say while it ran. */
export const saidBefore: Outcome = { json: undefined, text: '', exitCode: EXIT.done }
