// How a form of the kernel's API is written in the history, and how it meets the code of a module: a use is recognised by a
// form, gives the form's `$roles` their texts, and another form of the same row is written from them.
import type { TypeReference } from '../model/type-reference';
import type { KernelUse } from './uses';

export type Form = CallForm | FieldForm | NameForm | RegistrationForm;

/** `ip_route_me_harder($net, $sk, $skb, $type)`. */
export interface CallForm {
  readonly kind: 'call';
  readonly name: string;
  readonly parameters: readonly Parameter[];
}

interface Parameter {
  readonly role: string;
  /** `&$skb`: the address of what the role stands for. */
  readonly byAddress: boolean;
  /** `$operations:struct file_operations`: only where a pointer to that is given. */
  readonly type: string | undefined;
}

/** `struct sk_buff $skb->nfct`. */
interface FieldForm {
  readonly kind: 'field';
  readonly struct: string;
  readonly role: string;
  readonly name: string;
}

/** `nf_conntrack_untracked`: a variable, a macro, or a function whose arguments say nothing. */
interface NameForm {
  readonly kind: 'name';
  readonly name: string;
}

/** `struct xt_target .usersize`. */
interface RegistrationForm {
  readonly kind: 'registration';
  readonly struct: string;
  readonly name: string;
}

const field = /^(struct \w+) \$(\w+)->(\w+)$/;
const registration = /^(struct \w+) \.(\w+)$/;
const call = /^(\w+)\((.*)\)$/;
const parameter = /^(&?)\$(\w+)(?::(.+))?$/;

/** Reads a form as the history writes it. */
export function readForm(text: string): Form {
  const [, struct, role, member] = field.exec(text) ?? [];
  if (struct !== undefined && role !== undefined && member !== undefined) {
    return { kind: 'field', struct, role, name: member };
  }
  const [, registered, registeredField] = registration.exec(text) ?? [];
  if (registered !== undefined && registeredField !== undefined) {
    return { kind: 'registration', struct: registered, name: registeredField };
  }
  const [, name, list] = call.exec(text) ?? [];
  if (name === undefined || list === undefined) return { kind: 'name', name: text };
  const parameters = list === '' ? [] : list.split(', ').map(readParameter);
  return { kind: 'call', name, parameters };
}

function readParameter(text: string): Parameter {
  const [, address, role, type] = parameter.exec(text) ?? [];
  if (role === undefined) throw new Error(`A parameter of the history is "${text}".`);
  return { role, byAddress: address === '&', type };
}

/** As people write it: `ip_route_me_harder(net, sk, skb, type)`, `skb->nfct`, `.usersize`. */
export function describeForm(form: Form): string {
  switch (form.kind) {
    case 'call':
      return `${form.name}(${form.parameters.map(describeParameter).join(', ')})`;
    case 'field':
      return `${form.role}->${form.name}`;
    case 'name':
      return form.name;
    case 'registration':
      return `.${form.name}`;
  }
}

function describeParameter({ role, byAddress, type }: Parameter): string {
  if (type !== undefined) return `${type} *`;
  return `${byAddress ? '&' : ''}${role}`;
}

/** What the roles of a form are in a use of it: C as it is written there. */
export type Roles = ReadonlyMap<string, string>;

/** The roles of a use in a form; undefined if the use is not of that form. */
export function matchForm(form: Form, use: KernelUse): Roles | undefined {
  if (form.name !== use.name) return undefined;
  switch (form.kind) {
    case 'call':
      return use.kind === 'call' ? matchCall(form, use.operands) : undefined;
    case 'field':
      return use.kind === 'field' && use.struct === form.struct
        ? new Map([[form.role, use.object]])
        : undefined;
    case 'name':
      return use.kind === 'name' || use.kind === 'call' ? new Map() : undefined;
    case 'registration':
      return use.kind === 'registration' && use.struct === form.struct ? new Map() : undefined;
  }
}

type Operand = Extract<KernelUse, { kind: 'call' }>['operands'][number];

function matchCall({ parameters }: CallForm, operands: readonly Operand[]): Roles | undefined {
  if (parameters.length !== operands.length) return undefined;
  const roles = new Map<string, string>();
  for (const [index, wanted] of parameters.entries()) {
    const operand = operands[index];
    const text = operand && matchOperand(wanted, operand);
    if (text === undefined) return undefined;
    roles.set(wanted.role, text);
  }
  return roles;
}

function matchOperand({ byAddress, type }: Parameter, { text, type: given }: Operand): string | undefined {
  if (type !== undefined) return pointsTo(given, type) ? text : undefined;
  if (!byAddress) return text;
  const inner = /^&\s*([\s\S]+)$/.exec(text)?.[1];
  if (inner !== undefined) return inner;
  return given?.pointers === 2 ? `*${text}` : undefined;
}

function pointsTo(given: TypeReference | undefined, type: string): boolean {
  return given?.name === type && given.pointers + given.dimensions.length === 1;
}

/** A form with its roles filled in; undefined if one of them is not known. */
export function writeForm(form: Form, roles: Roles): string | undefined {
  if (form.kind === 'field') {
    const object = roles.get(form.role);
    return object === undefined ? undefined : `${parenthesized(object)}->${form.name}`;
  }
  if (form.kind !== 'call') return form.kind === 'name' ? form.name : `.${form.name}`;
  const operands = form.parameters.map(({ role, byAddress }) => {
    const text = roles.get(role);
    return text === undefined || !byAddress ? text : `&${parenthesized(text)}`;
  });
  return operands.includes(undefined) ? undefined : `${form.name}(${operands.join(', ')})`;
}

/** A template such as `dev_net(skb_dst($skb)->dev)` with its roles filled in. */
export function fillTemplate(template: string, roles: Roles): string | undefined {
  let known = true;
  const text = template.replace(/\$(\w+)(->)?/g, (_, role: string, arrow: string = '') => {
    const value = roles.get(role) ?? '';
    known &&= roles.has(role);
    return arrow === '' ? value : `${parenthesized(value)}${arrow}`;
  });
  return known ? text : undefined;
}

function parenthesized(text: string): string {
  return /^[\w.>-]+$/.test(text) ? text : `(${text})`;
}
