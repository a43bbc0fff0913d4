// The sentences for connections that fail: from what the network, the SSH library or the server said to a
// cause and a next step. The codes are listed here and nowhere else.
import { UserError } from '../user-error';
import type { HostConfig } from './host-config';

type Sentences = { readonly what: string; readonly nextStep: string; readonly code: string };

/** Gives any failure of connecting its sentence; a `UserError` or `AbortError` passes unchanged. */
export function explainConnectionError(error: unknown, host: HostConfig, through?: HostConfig): unknown {
  if (!(error instanceof Error) || error instanceof UserError || error.name === 'AbortError') return error;
  const { what, nextStep, code } = sentencesFor(error, host, through);
  return new UserError(what, nextStep, { code, cause: error });
}

export function unanswered(host: HostConfig): UserError {
  return new UserError(
    `${host.name} did not finish the SSH handshake within ${host.connectDeadline / 1000} seconds.`,
    'Check that the machine is up and not overloaded, then try again.',
    { code: 'connect-deadline' },
  );
}

export function connectionLost(name: string, doing: string, cause?: Error): UserError {
  return new UserError(
    `The connection to ${name} was lost while ${doing}.`,
    'Check that the machine is still running and reachable, then try again.',
    { code: 'connection-lost', cause },
  );
}

function sentencesFor(error: Error, host: HostConfig, through: HostConfig | undefined): Sentences {
  const place = `${host.hostName} port ${host.port}`;
  const word = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const network = networkSentences(word, host, place);
  if (network !== undefined) return network;
  if (/authentication methods failed/i.test(error.message)) return loginRefused(host);
  if (/too many authentication failures/i.test(error.message)) return tooManyAttempts(host);
  if (/no matching/i.test(error.message)) {
    return {
      what: `${host.name} and this program share no SSH algorithm (${error.message}).`,
      nextStep: 'Update the SSH server of that machine.',
      code: 'no-common-algorithm',
    };
  }
  if (through !== undefined && /channel open failure/i.test(error.message)) {
    return {
      what: `The jump host ${through.name} could not connect to ${place}.`,
      nextStep: 'Check that it reaches that machine and that its SSH server allows TCP forwarding.',
      code: 'jump-failed',
    };
  }
  return brokenHandshake(error, host, place);
}

function networkSentences(word: string, host: HostConfig, place: string): Sentences | undefined {
  switch (word) {
    case 'ECONNREFUSED':
      return {
        what: `Nothing answers SSH at ${place}.`,
        nextStep: 'Check that the machine is up, that sshd runs on it, and that the port is right.',
        code: 'connection-refused',
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        what: `The name ${host.hostName} could not be resolved.`,
        nextStep: 'Check the spelling, your SSH configuration and your network.',
        code: 'unknown-host',
      };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return {
        what: `${place} cannot be reached.`,
        nextStep: 'Check your network, and that the machine is up.',
        code: 'unreachable',
      };
    default:
      return undefined;
  }
}

function loginRefused(host: HostConfig): Sentences {
  if (host.hasCertificate) {
    return {
      what: `${host.name} accepted none of the keys and passwords for user ${host.user}, whom your SSH configuration gives a certificate (CertificateFile), which is not supported here.`,
      nextStep: 'Have the key itself added to authorized_keys on that machine, or log in with a password.',
      code: 'login-certificate',
    };
  }
  return {
    what: `${host.name} accepted none of the keys and passwords for user ${host.user}.`,
    nextStep: `Check that \`ssh -p ${host.port} ${host.user}@${host.hostName}\` logs in, and set the target's user or identity file to match.`,
    code: 'login-refused',
  };
}

/** Each key that an agent offers counts as an attempt; servers allow six. */
function tooManyAttempts(host: HostConfig): Sentences {
  return {
    what: `${host.name} broke off the login of user ${host.user} after too many keys and passwords that it does not accept.`,
    nextStep:
      "Try again with the right password; if your SSH agent holds many keys, set the target's identity file to the one that fits.",
    code: 'login-refused',
  };
}

function brokenHandshake(error: Error, host: HostConfig, place: string): Sentences {
  const reason = error.message.replace(/\.$/, '');
  return {
    what: `What answers at ${place} broke off the SSH handshake or speaks no SSH (${reason}).`,
    nextStep: `Check that the port of ${host.name} is that of its SSH server.`,
    code: 'no-ssh',
  };
}
