/** As many as the engine proposes at once. */
export const MOST_PROPOSED = 200
