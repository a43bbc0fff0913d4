// Commands that run the command behind them: `sudo`, `ip netns exec NAME`, `docker exec NAME`. Whatever runs its words
// by another shell, such as `ssh` or `sh -c`, is none: there they would be split anew.
import { valueOf } from './word';
import type { ShellWord } from './word';

interface Runner {
  /** Those of its options that take the next word as their value. */
  readonly valued?: string;
  /** How many words stand between its options and the command. */
  readonly operands?: number;
}

const container: Runner = { valued: '-u --user -w --workdir -e --env --env-file --index', operands: 1 };

const runners: Readonly<Record<string, Runner>> = {
  sudo: { valued: '-u -g -p -C -D -h -r -t -T -U --user --group' },
  doas: { valued: '-u -C' },
  exec: { valued: '-a' },
  command: {},
  env: { valued: '-u -C --unset --chdir' },
  nice: { valued: '-n' },
  nohup: {},
  setsid: {},
  time: { valued: '-f -o' },
  timeout: { valued: '-k -s --kill-after --signal', operands: 1 },
  chroot: { operands: 1 },
  flock: { valued: '-w -E --timeout', operands: 1 },
  busybox: {},
  unshare: { valued: '-S -G -R -w --setuid --setgid --root --wd' },
  nsenter: { valued: '-t -S -G --target --setuid --setgid' },
  'ip netns exec': { operands: 1 },
  'docker exec': container,
  'docker container exec': container,
  'docker compose exec': container,
  'docker-compose exec': container,
  'podman exec': container,
  'kubectl exec': { valued: '-n --namespace -c --container', operands: 1 },
  'lxc exec': { operands: 1 },
};

/** No name of a runner has more words. */
const longestName = 3;

/** `sudo -n`, `env A=b`, `nsenter -t 1 -n`, and what of them stands one behind another. */
export function pastRunners(words: readonly ShellWord[]): readonly ShellWord[] {
  const found = runnerOf(words);
  if (!found) return words;
  const { valued = '', operands = 0 } = found.runner;
  const options = valued.split(' ');
  let rest = words.slice(found.length);
  for (let [first] = rest; first; [first] = rest) {
    const option = valueOf(first) ?? '';
    if (option === '--' || !/^-|^\w+=/.test(option)) break;
    rest = rest.slice(options.includes(option) ? 2 : 1);
  }
  return pastRunners(withoutDashes(withoutDashes(rest).slice(operands)));
}

function runnerOf(words: readonly ShellWord[]): { runner: Runner; length: number } | undefined {
  const [part, ...others] = words[0]?.parts ?? [];
  // `$SUDO iptables`, where the variable may be empty.
  if (part?.kind === 'unknown' && others.length === 0 && /^_?sudo/i.test(part.name ?? '')) {
    return { runner: {}, length: 1 };
  }
  for (let length = Math.min(longestName, words.length); length > 0; length -= 1) {
    const name = words
      .slice(0, length)
      .map(valueOf)
      .join(' ')
      .replace(/^\S*\//, '');
    const runner = Object.hasOwn(runners, name) ? runners[name] : undefined;
    if (runner) return { runner, length };
  }
  return undefined;
}

/** `--` ends the options. */
function withoutDashes(words: readonly ShellWord[]): readonly ShellWord[] {
  const [first] = words;
  return first && valueOf(first) === '--' ? words.slice(1) : words;
}
