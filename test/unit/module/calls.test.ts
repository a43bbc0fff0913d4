// C → what its functions do in order, and which of them the kernel calls.
import { expect, test } from 'vitest';
import { activityOf } from '../../../server/src/module/model/calls';
import { entryPointsOf, reachedInRole } from '../../../server/src/module/model/entry-points';
import { service, uriOf } from './support/project';

function modelOf(text: string) {
  return service.read(uriOf('xt_FOO.c'), text).model;
}

function activity(body: string, parameters = 'struct sk_buff *skb') {
  const [definition] = modelOf(`static int foo(${parameters})\n{\n${body}\n}\n`).functions;
  if (!definition) throw new Error('no function');
  return activityOf(definition);
}

test('calls come in order, with what decides them and what becomes of them', () => {
  const { calls } = activity(`
    int err = first(skb);
    if (second(1) && third())
      fourth(fifth(), &skb->dev);
    else
      sixth();
    do { seventh(); } while (eighth());
    for (i = ninth(); i < tenth(); i++)
      eleventh();
#ifdef CONFIG_FOO
    twelfth();
#endif
    return skb ? thirteenth() : 0;`);
  expect(
    calls.map(({ callee, conditional, use }) => `${callee} ${conditional ? 'maybe' : 'always'} ${use.kind}`),
  ).toEqual([
    'first always assigned',
    'second always tested',
    'third maybe tested',
    'fifth maybe part',
    'fourth maybe dropped',
    'sixth maybe dropped',
    'seventh always dropped',
    'eighth always tested',
    'ninth always assigned',
    'tenth always tested',
    'eleventh maybe dropped',
    'twelfth maybe dropped',
    'thirteenth maybe returned',
  ]);
});

test('a call within the macro of a loop is the loop’s condition', () => {
  const { calls, incomplete } = activity('list_for_each_entry(a, head(), list) {\n  body(a);\n}\nafter();');
  expect(calls.map(({ callee, conditional }) => [callee, conditional])).toEqual([
    ['head', false],
    ['body', true],
    ['after', false],
  ]);
  expect(incomplete).toBe(false);
});

test('statements say what the preprocessor decides and what a macro repeats', () => {
  const [definition] = modelOf(
    'void foo(void)\n{\n  list_for_each_entry(a, b, c) { }\n  while (x) { }\n#ifndef A\n  x();\n#elif B\n  y();\n#endif\n}\n',
  ).functions;
  const [macro, loop, configured] = definition?.statements ?? [];
  expect([macro, loop].map((one) => one?.kind === 'loop' && one.byMacro)).toEqual([true, false]);
  expect(configured).toMatchObject({ kind: 'configured', condition: '#ifndef A' });
  const branches = configured?.kind === 'configured' ? configured.branches : [];
  expect(branches.map(({ length }) => length)).toEqual([1, 1, 0]);
});

test('returns, in switches and behind labels too', () => {
  const { returns } = activity(`
    switch (a) {
    case 1:
      return 1;
    default:
      goto out;
    }
    return -EINVAL;
  out:
    return b;`);
  expect(returns.map(({ value, conditional }) => [value?.kind, conditional])).toEqual([
    ['number', true],
    ['unary', false],
    ['name', false],
  ]);
});

test('names from outside are told from its own', () => {
  const { accesses, assignments } = activity(`
    int own = counter;
    static int kept;
    kept = own;
    total += own;
    table[own].rate = 1;
    other->rate = 2;
    init(&lock);
    ready++;`);
  expect(accesses.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    'counter read',
    'total write',
    'table write',
    'other read',
    'lock address',
    'ready write',
  ]);
  expect(assignments.map(({ operator }) => operator)).toEqual(['=', '=', '+=', '=', '=', '++']);
});

const file = `
static struct sk_buff_head queue;
static DEFINE_SPINLOCK(lock);
static DEFINE_PER_CPU(bool, active);
LIST_HEAD(instances);
static const struct nla_policy policy[] = { [0] = { .type = 1 } };
static void deep(void) { }
static bool helper(const struct sk_buff *skb) { deep(); return true; }
static bool foo_mt(const struct sk_buff *skb, struct xt_action_param *par) { return helper(skb); }
static int foo_check(const struct xt_mtchk_param *par) { return 0; }
static int __net_init foo_net_init(struct net *net) { return 0; }
static void __net_exit foo_net_exit(struct net *net) { }
static struct xt_match foo_reg = { .name = "foo", .match = foo_mt, .checkentry = foo_check };
static struct pernet_operations foo_net_ops = { .init = foo_net_init, .exit = foo_net_exit };
static int __init foo_init(void) { timer_setup(&timer, deep, 0); return xt_register_match(&foo_reg); }
static void __exit foo_exit(void) { xt_unregister_match(&foo_reg); }
module_init(foo_init);
module_exit(foo_exit);
MODULE_LICENSE("GPL");
`;

test('what a file declares and which macros it calls', () => {
  const { variables, invocations } = modelOf(file);
  expect(variables.map(({ name, type, isConst }) => [name, type.name, isConst])).toEqual([
    ['queue', 'struct sk_buff_head', false],
    ['policy', 'struct nla_policy', true],
    ['foo_reg', 'struct xt_match', false],
    ['foo_net_ops', 'struct pernet_operations', false],
  ]);
  const names = invocations.map(({ callee, operands }) => [
    callee,
    ...operands.map((operand) => (operand.kind === 'name' ? operand.name : operand.kind)),
  ]);
  expect(names).toEqual([
    ['DEFINE_SPINLOCK', 'lock'],
    ['DEFINE_PER_CPU', 'bool', 'active'],
    ['LIST_HEAD', 'instances'],
    ['module_init', 'foo_init'],
    ['module_exit', 'foo_exit'],
    ['MODULE_LICENSE', 'string'],
  ]);
  const active = invocations[1]?.operands[1]?.range;
  expect(active).toEqual({ start: { line: 3, character: 28 }, end: { line: 3, character: 34 } });
});

test('who calls what', () => {
  const model = modelOf(file);
  expect(entryPointsOf(model).map(({ role, function: { name } }) => `${role}: ${name}`)).toEqual([
    'match: foo_mt',
    'checkentry: foo_check',
    'pernet init: foo_net_init',
    'pernet exit: foo_net_exit',
    'module_init: foo_init',
    'module_exit: foo_exit',
  ]);
  const names = (...roles: Parameters<typeof reachedInRole>[1][]) =>
    [...reachedInRole(model, ...roles)].map(({ name }) => name).sort();
  expect(names('match')).toEqual(['deep', 'foo_mt', 'helper']);
  // A function that is passed on by name is reached too.
  expect(names('module_init')).toEqual(['deep', 'foo_init']);
});
