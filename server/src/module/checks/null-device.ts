// null-device: a handler that reads the device a packet came in by, or goes out by, where there is none.
import type { Finding } from '../../check';
import { activityOf } from '../model/calls';
import { functionNamed, handlerOf } from '../model/entry-points';
import type { Extension } from '../model/extension';
import { fieldRange } from '../model/extension-ranges';
import type { Expression } from '../model/expression';
import type { FunctionModel } from '../model/functions';
import { admittedHooks, asksForHook } from '../model/hooks';
import type { Hook } from '../model/hooks';
import type { SourceModel } from '../model/source';
import { asksAbout, uncheckedUses } from '../model/unchecked-pointer';
import type { ModuleCheck } from './subject';

export const nullDevice: ModuleCheck = {
  code: 'null-device',
  tier: 'module',
  severity: 'error',
  title: 'Device that is not there',
  explanation: `A packet has no input device in OUTPUT and no output device in PREROUTING and INPUT: \`xt_in(par)\` or \`xt_out(par)\` is NULL there. A
handler that reads through it without asking makes the kernel oops with the first packet, as soon as somebody adds a rule in such a chain.

Ask whether the device is there, or name in \`.hooks\` only the hooks where it is.`,
  source: 'net/ipv4/ip_output.c, __ip_local_out; net/ipv4/ip_input.c, ip_rcv and ip_local_deliver',
  *run({ extensions }) {
    const told = new Set<FunctionModel>();
    for (const extension of extensions) {
      const handler = extension.side === 'kernel' ? handlerOf(extension, extension.kind) : undefined;
      if (!handler || told.has(handler)) continue;
      told.add(handler);
      const findings = devices.flatMap((device) => [...inspect(extension, handler, device)]);
      if (findings.length > 0 && !asksForHook(extension)) yield* findings;
    }
  },
};

interface Device {
  readonly what: string;
  readonly field: string;
  /** `xt_in(par)`, and what reads its name. */
  readonly getter: string;
  readonly nameGetter: string;
  readonly absent: readonly Hook[];
}

const devices: readonly Device[] = [
  { what: 'input device', field: 'in', getter: 'xt_in', nameGetter: 'xt_inname', absent: ['OUTPUT'] },
  {
    what: 'output device',
    field: 'out',
    getter: 'xt_out',
    nameGetter: 'xt_outname',
    absent: ['PREROUTING', 'INPUT'],
  },
];

function* inspect(extension: Extension, handler: FunctionModel, device: Device): Generator<Finding> {
  const hooks = admittedHooks(extension)?.filter((hook) => device.absent.includes(hook)) ?? [];
  const [hook] = hooks;
  if (hook === undefined) return;
  const functions = [handler, ...givenParameters(handler, extension.source)];
  const gives = (definition: FunctionModel) => (expression: Expression) =>
    isDevice(expression, device, definition);
  if (functions.some((definition) => asksAbout(definition, gives(definition)))) return;
  const [found] = functions.flatMap((definition) => {
    const { calls } = activityOf(definition);
    const names = calls.filter(({ callee }) => callee === device.nameGetter).map((call) => call.range);
    return [...uncheckedUses(definition, gives(definition)), ...names].map((range) => ({
      range,
      definition,
    }));
  });
  if (!found) return;
  yield {
    range: found.range,
    message: `${found.definition.name} reads the ${device.what} without asking whether there is one: in ${hooks.join(' and ')} there is none, and the first packet of a rule there makes the kernel oops.`,
    related: [
      {
        location: { uri: extension.source.uri, range: fieldRange(extension, 'hooks') },
        message: `Rules in ${hooks.join(' and ')} are admitted here.`,
      },
    ],
  };
}

/** Functions of the file that a handler hands on what it was called with. */
function givenParameters(handler: FunctionModel, source: SourceModel): FunctionModel[] {
  const { calls, locals } = activityOf(handler);
  const variables = [...handler.parameters, ...locals].filter(({ type }) => holders.test(type.name));
  const isHolder = (operand: Expression) =>
    operand.kind === 'name'
      ? variables.some(({ name }) => name === operand.name)
      : operand.kind === 'member' && operand.field === 'state';
  const called = calls
    .filter(({ operands }) => operands.some(isHolder))
    .flatMap(({ callee }) => functionNamed(source, callee) ?? []);
  return [...new Set(called)].filter((definition) => definition !== handler);
}

const holders = /^struct (?:xt_action_param|xt_target_param|xt_match_param|nf_hook_state)$/;

/** `xt_in(par)`, `par->in`, `par->state->in`. */
function isDevice(expression: Expression, { field, getter }: Device, definition: FunctionModel): boolean {
  if (expression.kind === 'call') return expression.callee === getter;
  if (expression.kind !== 'member' || expression.field !== field) return false;
  const { operand } = expression;
  if (operand.kind === 'member') return operand.field === 'state';
  if (operand.kind !== 'name') return false;
  const variables = [...definition.parameters, ...activityOf(definition).locals];
  const declared = variables.filter(({ name }) => name === operand.name);
  return declared.length === 1 && holders.test(declared[0]?.type.name ?? '');
}
