// The few escape sequences that the terminals of the extension use.

export const dim = (text: string): string => `\x1b[2m${text}\x1b[0m`;
export const bold = (text: string): string => `\x1b[1m${text}\x1b[0m`;
export const red = (text: string): string => `\x1b[31m${text}\x1b[0m`;
