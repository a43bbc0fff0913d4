// What package.json tells VS Code, held against what the README tells people and against itself.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../scripts/lib/root.mjs';

interface Setting {
  readonly default: unknown;
  readonly order: number;
  readonly markdownDescription: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Setting>> }[];
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
  };
}

interface Step {
  readonly description: string;
  readonly media: { readonly image: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const { contributes } = JSON.parse(read('package.json')) as Manifest;
const readme = read('README.md');
const ownCommand = /netfilterWorkbench\.[\w.]+/g;

describe('the settings', () => {
  const settings = contributes.configuration.flatMap(({ properties }) => Object.entries(properties));

  it('are those of the README, in its order and with its defaults', () => {
    const told = [...readme.matchAll(/^\| `(netfilterWorkbench\.[\w.]+)` +\| `([^`]*)`/gm)];
    const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
    expect(told.map(([, name, value]) => [name, value])).toEqual(
      contributes.configuration.flatMap(({ properties }) =>
        Object.entries(properties)
          .sort(([, a], [, b]) => a.order - b.order)
          .map(([name, setting]) => [name, shown(setting.default)]),
      ),
    );
  });

  it('have a place of their own in their group', () => {
    for (const { properties } of contributes.configuration) {
      const orders = Object.values(properties).map(({ order }) => order);
      expect(new Set(orders).size).toBe(orders.length);
    }
  });

  it('are explained, and lead to settings that exist', () => {
    const names = new Set(settings.map(([name]) => name));
    for (const [, { markdownDescription }] of settings) {
      expect(markdownDescription).toMatch(/\.$/);
      const links = [...markdownDescription.matchAll(/`#(netfilterWorkbench[\w.]+)#`/g)];
      for (const [, name = ''] of links) expect(names).toContain(name);
    }
  });

  it('explain each of their values or none', () => {
    for (const [, { enum: values, enumDescriptions }] of settings) {
      if (enumDescriptions !== undefined) expect(enumDescriptions).toHaveLength(values?.length ?? 0);
    }
  });
});

describe('the walkthrough', () => {
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

  it('has a picture for each step, which is in the package', () => {
    const packed = read('.vscodeignore').split('\n');
    for (const { media } of steps) {
      expect(existsSync(join(root, media.image))).toBe(true);
      expect(packed).toContain(`!${media.image}`);
      expect(media.altText).not.toBe('');
    }
  });

  it('names commands that exist', () => {
    const commands = new Set(contributes.commands.map(({ command }) => command));
    for (const { description, completionEvents } of steps) {
      const events = completionEvents.filter((event) => event.startsWith('onCommand:')).join(' ');
      const named = `${description} ${events}`.match(ownCommand) ?? [];
      for (const command of named) expect(commands).toContain(command);
    }
    expect(steps).toHaveLength(4);
  });
});
