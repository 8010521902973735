/** One step of the schema, forward only. Never edited once it has shipped. */
export interface Migration {
  name: string
  statements: readonly string[]
  /** Tables whose number of rows this step means to change. All others must keep theirs. */
  changesRowsOf?: readonly string[]
}
