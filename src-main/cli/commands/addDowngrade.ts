import type { Command } from 'commander'
import type { ChangeCheckAnswer } from '../../../src-shared/contract/plans.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { type AddCommand, EXIT } from '../command.ts'
import { toHours } from '../toHours.ts'
import { toTable } from '../toTable.ts'

/** What each verdict means, and whether it lets the change through. */
const VERDICTS: Record<ChangeCheckAnswer['verdict'], { isThrough: boolean; text: string }> = {
  ok: { isThrough: true, text: 'Nothing stands against it.' },
  warning: { isThrough: true, text: 'It fits; see what is lost.' },
  'period-end': { isThrough: false, text: 'Not now: possible at the period’s end, when what is over resets.' },
  unknown: { isThrough: false, text: 'Nobody can say: some usage is unknown or too old. Tell it anew with tierdesk usage add.' },
  blocked: { isThrough: false, text: 'Blocked: more is in use than the plan allows.' },
}

const HOURS: Record<ChangeCheckAnswer['hours'][number]['what'], string> = {
  'minutes-per-month': 'hours a month',
  'rollover-cap-minutes': 'rollover at most',
}

export const addDowngrade: AddCommand = (program: Command, run) => {
  program
    .command('downgrade')
    .argument('<company>', 'its id, a provider’s id of it, or its e-mail')
    .argument('<plan>', 'product.plan')
    .description('May this company move to this plan? Ends with 4 where it may not, or not now')
    .action((company: string, plan: string) =>
      run(({ withEngine, at }) =>
        withEngine('read', async ({ client }) => {
          const check = await client.plans.check({ company, plan, at })
          return { json: toJson(check), text: toText(check), exitCode: VERDICTS[check.verdict].isThrough ? EXIT.done : EXIT.refused }
        }),
      ),
    )
}

function toJson({ kind, verdict, exceeds, steps, tightened, lost, stale }: ChangeCheckAnswer) {
  return {
    kind,
    verdict,
    exceeds: exceeds.map(({ metric, used, limit, overage }) => ({ metric, used, limit, overage })),
    steps,
    tightened,
    lost,
    stale: stale.map(({ metric }) => metric),
  }
}

function toText(check: ChangeCheckAnswer): string {
  const { company, current, target, kind, verdict, exceeds, steps, stale, tightened, lost, reduced, hours, unreadable, possibleAt } = check
  const over = exceeds.map(({ metric, used, limit, overage }) => [metric, used, limit, `+${overage}`])
  return [
    `${company}: ${current ?? 'no plan'} → ${target}, ${kind}: ${verdict}.`,
    VERDICTS[verdict].text,
    ...(possibleAt === null ? [] : [`Possible at ${toIso(possibleAt)}.`]),
    ...(over.length > 0 ? [toTable(['Resource', 'In use', 'Plan’s limit', 'Overage'], over, [1, 2, 3])] : []),
    ...steps,
    ...stale.map(({ metric, asOf }) => `${metric}: ${asOf === null ? 'nobody has told' : `told last as of ${toIso(asOf)}`}`),
    ...tightened.map(({ metric, from, to }) => `${metric}: ${from} → ${to}`),
    ...lost.map((feature) => `${feature} is lost`),
    ...reduced.map(({ feature, from, to }) => `${feature}: ${from} → ${to}`),
    ...hours.map(({ what, from, to }) => `${HOURS[what]}: ${toHours(from)} → ${toHours(to)}`),
    ...unreadable.map(({ text }) => text),
  ].join('\n')
}
