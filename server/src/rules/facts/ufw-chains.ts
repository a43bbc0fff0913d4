// The chains of the table filter that ufw creates by itself, so that its rule files may name them without declaring
// them. Source: ufw, /lib/ufw/ufw-init-functions, which hands its files to iptables-restore with --noflush.

const perHook = [
  'before-logging',
  'before',
  'after',
  'after-logging',
  'reject',
  'track',
  'skip-to-policy',
  'user',
  'user-logging',
];

const others = ['logging-deny', 'logging-allow', 'user-limit', 'user-limit-accept'];

/** `ufw-before-input`, `ufw6-user-limit`, … */
export const ufwChains: ReadonlySet<string> = new Set(
  ['ufw', 'ufw6'].flatMap((prefix) => [
    ...perHook.flatMap((name) => ['input', 'output', 'forward'].map((hook) => `${prefix}-${name}-${hook}`)),
    ...others.map((name) => `${prefix}-${name}`),
  ]),
);
