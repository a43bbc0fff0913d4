import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packagedReadme } from '../../../scripts/lib/packaged-readme.mjs';
import { root } from '../../../scripts/lib/root.mjs';

describe('the README in the package', () => {
  it('has no pictures of the checkout, and leaves no gap for them', () => {
    expect(packagedReadme('Above.\n\n![A panel](docs/panel.png)\n\nBelow.\n')).toBe('Above.\n\nBelow.\n');
  });

  it('leads nowhere that is not in the package', () => {
    const text = 'See [the map](docs/map.md), [above](#above) and [iptables](https://www.netfilter.org/).';
    expect(packagedReadme(text)).toBe(
      'See the map, [above](#above) and [iptables](https://www.netfilter.org/).',
    );
  });

  it('needs nothing else of the checkout', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const addresses = (text: string): string[] =>
      [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, address = '']) => address);
    expect(addresses(readme).length).toBeGreaterThan(0);
    expect(addresses(packagedReadme(readme)).filter((address) => !/^(?:https:|#)/.test(address))).toEqual([]);
  });
});
