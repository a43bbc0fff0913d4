// Message types of Mobile IPv6, for `--mh-type`, by their numbers: the name and its abbreviation
// (extensions/libip6t_mh.c, mh_names).
export const mobilityTypes: readonly (readonly [name: string, abbreviation: string])[] = [
  ['binding-refresh-request', 'brr'],
  ['home-test-init', 'hoti'],
  ['careof-test-init', 'coti'],
  ['home-test', 'hot'],
  ['careof-test', 'cot'],
  ['binding-update', 'bu'],
  ['binding-acknowledgement', 'ba'],
  ['binding-error', 'be'],
];
