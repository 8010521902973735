/** Whether the workspace is to be opened to look only: `--look`, or `TIERDESK_LOOK=1` where there is no command line. */
export function isToLook(argv: readonly string[], environment: Readonly<Record<string, string | undefined>>): boolean {
  return argv.includes('--look') || environment['TIERDESK_LOOK'] === '1'
}
