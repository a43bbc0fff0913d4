// Rule files of any size for benches, as people write them: no two rules alike, several matches, chains of one's own.

export function ruleFile(count: number): string {
  const chains = Array.from({ length: 20 }, (_, index) => `group-${index}`);
  const rules = Array.from({ length: count }, (_, index) => {
    const address = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
    const chain = chains[index % chains.length] ?? 'INPUT';
    const match = `-p tcp -m tcp --dport ${1024 + (index % 60_000)}`;
    const state = index % 3 === 0 ? ' -m conntrack --ctstate NEW' : '';
    return `-A ${chain} -s ${address}/32 -i eth${index % 4} ${match}${state} -j ACCEPT`;
  });
  return [
    '*filter',
    ':INPUT DROP [0:0]',
    ...chains.map((chain) => `:${chain} - [0:0]`),
    ...chains.map((chain) => `-A INPUT -j ${chain}`),
    ...rules,
    'COMMIT',
    '',
  ].join('\n');
}
