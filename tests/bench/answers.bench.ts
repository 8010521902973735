import { test } from 'vitest'
import { benchAnswers } from './benchAnswers.ts'

test('answers of one company', benchAnswers)
