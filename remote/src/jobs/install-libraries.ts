// The userspace halves of a module → the folder where the target's iptables looks for extensions. Staged first
// and renamed last, so that a full disk is found before anything has changed, and what was there can come back.
// replace-module.ts is made of it.
import { UserError } from '../user-error';

/**
 * Functions of a change's script (change.ts), whose file 0 names the libraries. pkg-config knows the folder when the
 * development files are installed; without them it is the one that holds iptables' own extensions.
 */
export const libraryFunctions = `
extension_folder() {
  to=$(pkg-config --variable=xtlibdir xtables 2>/dev/null)
  [ -d "$to" ] && return
  for to in /usr/lib/*/xtables /usr/lib64/xtables /usr/lib/xtables /usr/local/lib/xtables /lib/*/xtables /lib/xtables; do
    for file in "$to"/libxt_*.so; do [ -e "$file" ] && return; done
  done
  return 1
}

# Copies beside the place where each goes; those that are there already are left alone.
stage_libraries() {
  mkdir "$change/before" && : >"$change/differing" || return
  while read -r name; do
    if cmp -s -- "./$name" "$to/$name"; then rm -f -- "$to/.$name.nfw-new"; continue; fi
    echo "$name" >>"$change/differing"
    cp -- "./$name" "$to/.$name.nfw-new" && chmod 644 "$to/.$name.nfw-new" || return
    if [ -e "$to/$name" ]; then cp -- "$to/$name" "$change/before/$name" || return; fi
  done <"$change/0"
}

place_libraries() {
  while read -r name; do mv -f -- "$to/.$name.nfw-new" "$to/$name" || return; done <"$change/differing"
}

unstage_libraries() {
  while read -r name; do rm -f -- "$to/.$name.nfw-new"; done <"$change/differing"
}

restore_libraries() {
  while read -r name; do
    if [ -e "$change/before/$name" ]; then
      cp -- "$change/before/$name" "$to/.$name.nfw-new" && mv -f -- "$to/.$name.nfw-new" "$to/$name" || return
    else
      rm -f -- "$to/$name" || return
    fi
  done <"$change/differing"
}
`;

export function noExtensionFolder(target: string): UserError {
  return new UserError(
    `iptables keeps its extensions in none of the usual folders on ${target}.`,
    'Install iptables there, and its development files if they are packaged apart.',
    { code: 'no-extension-folder' },
  );
}

/** @param complaint What the command that failed printed. */
export function notInstalled(target: string, folder: string, complaint: string): UserError {
  const reason = complaint.trim().split('\n').at(-1) ?? '';
  return new UserError(
    `The library could not be installed to ${folder} on ${target}: ${reason}.`,
    'Check the free space and whether that file system is read-only.',
    { code: 'library-not-installed' },
  );
}
