/** How much of a metric a plan allows: a whole number from 0, or unlimited, which is never written as a number. */
export type Limit = number | 'unlimited'
