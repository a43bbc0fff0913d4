// `nfw log`: the target's kernel log, each record beside the line of C that printed it.
import process from 'node:process';
import { followKernelLog, readKernelLog } from '../../../remote/src/kernel-log/follow';
import { createMatcher } from '../../../remote/src/kernel-log/match';
import type { KernelLogEvent } from '../../../remote/src/kernel-log/record';
import { readCallSites } from '../call-sites';
import { defineCommand } from '../command';
import { eventToJson, formatEvent } from '../kernel-log';
import { oneFolder } from '../module-command';
import { openTargetSession, withTarget } from '../session';
import { readConnection, targetOptions, type Connection } from '../target';

export const log = defineCommand({
  name: 'log',
  summary: "Show a target's kernel log beside the source lines that printed it.",
  usage: ['log [OPTION …] [FOLDER]'],
  description: `
Prints the records of the target's kernel log. Beside each that a pr_* or printk call
in the C sources of FOLDER (the working folder when left out) printed stand the file and
the line of that call. With --follow it goes on until Ctrl-C, across lost connections
and reboots, and says what was missed.`,
  options: {
    ...targetOptions,
    follow: { type: 'boolean', short: 'f', help: 'Go on with what is yet to come.' },
    json: { type: 'boolean', help: 'Print one JSON object a line.' },
  },
  run: async ({ values, operands, signal }) => {
    const connection = readConnection(values);
    const siteOf = createMatcher(await readCallSites(oneFolder(operands, 'log'), signal));
    const events = values.follow ? follow(connection, signal) : recordsOf(connection, signal);
    for await (const event of events) {
      const line = values.json ? JSON.stringify(eventToJson(event, siteOf)) : formatEvent(event, siteOf);
      process.stdout.write(`${line}\n`);
    }
    return 0;
  },
});

function follow(connection: Connection, signal: AbortSignal): AsyncGenerator<KernelLogEvent> {
  return followKernelLog({ signal, connect: (attempt) => openTargetSession(connection, attempt) });
}

async function* recordsOf(connection: Connection, signal: AbortSignal): AsyncGenerator<KernelLogEvent> {
  const { records } = await withTarget(connection, signal, ({ session }) => readKernelLog(session, signal));
  for (const record of records) yield { kind: 'record', record };
}
