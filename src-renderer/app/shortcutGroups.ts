export interface ShortcutGroup {
  title: string
  shortcuts: readonly { keys: readonly string[]; does: string }[]
}

/** What can be pressed, by where it works. */
export const SHORTCUT_GROUPS: readonly ShortcutGroup[] = [
  {
    title: 'Everywhere',
    shortcuts: [
      { keys: ['Ctrl', 'K'], does: 'Find a company, a screen, something to do' },
      { keys: ['S'], does: 'Sync now' },
      { keys: ['Esc'], does: 'Clear the search, close the details' },
      { keys: ['F6'], does: 'To the news, and back' },
      { keys: ['?'], does: 'This list' },
    ],
  },
  {
    title: 'In a list',
    shortcuts: [
      { keys: ['↑', '↓'], does: 'Move through it' },
      { keys: ['Page Up', 'Page Down'], does: 'Move by a page' },
      { keys: ['Home', 'End'], does: 'To the first, to the last loaded' },
      { keys: ['Space'], does: 'Show the details' },
      { keys: ['Enter'], does: 'Open the company' },
    ],
  },
  {
    title: 'Go to',
    shortcuts: [
      { keys: ['G', 'V'], does: 'Overview' },
      { keys: ['G', 'C'], does: 'Companies' },
      { keys: ['G', 'P'], does: 'Plans' },
      { keys: ['G', 'U'], does: 'Usage' },
      { keys: ['G', 'O'], does: 'Overage' },
      { keys: ['G', 'H'], does: 'Hours' },
      { keys: ['G', 'M'], does: 'Payments' },
      { keys: ['G', 'B'], does: 'Outbox' },
      { keys: ['G', 'A'], does: 'Activity' },
      { keys: ['G', 'S'], does: 'Settings' },
    ],
  },
  {
    title: 'On a screen',
    shortcuts: [
      { keys: ['T'], does: 'Overview, Company, Usage: charts as tables, and back' },
      { keys: ['Shift', '←', '→'], does: 'Usage: choose days of the chart; Enter shows them alone' },
      { keys: ['/'], does: 'Companies, Usage, Activity: search' },
      { keys: ['N'], does: 'Company: write a note' },
      { keys: ['A'], does: 'Company: ask for something to be done' },
      { keys: ['W'], does: 'Overage: what if' },
      { keys: ['L'], does: 'Hours: log hours' },
    ],
  },
]

export const OF_A_DEMO = { keys: ['G', 'X'], does: 'Open and close the sandbox' } as const
