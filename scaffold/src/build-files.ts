// Kbuild, which the kernel's build reads, and the Makefile for people and for packages.
import type { Names } from './names';

export function kbuild({ module }: Names): string {
  return `# SPDX-License-Identifier: GPL-2.0-only
# Read by the kernel's own build; the Makefile beside it is for people.

obj-m := ${module}.o
`;
}

export function makefile({ module }: Names): string {
  return `# SPDX-License-Identifier: GPL-2.0-only
#
#   make            the kernel module ${module}.ko and the library lib${module}.so
#   make install    both, where modprobe and iptables look for them (as root)
#   make clean
#
# KDIR names the build folder of the kernel to build for, DESTDIR a folder to
# install under.

KDIR       ?= /lib/modules/$(shell uname -r)/build
PKG_CONFIG ?= pkg-config
CFLAGS     ?= -O2 -g -Wall -Wextra -Wno-unused-parameter
INSTALL    ?= install

XTABLES_CFLAGS = $(shell $(PKG_CONFIG) --cflags xtables 2>/dev/null)
XTABLES_LIBS   = $(shell $(PKG_CONFIG) --libs xtables 2>/dev/null)
XTLIBDIR       = $(or $(shell $(PKG_CONFIG) --variable=xtlibdir xtables 2>/dev/null),\\
	$(error pkg-config does not know xtables: install pkg-config and libxtables-dev, or set XTLIBDIR))

.PHONY: all module library install clean

all: module library

module:
	$(MAKE) -C "$(KDIR)" M="$(CURDIR)" modules

library: lib${module}.so

lib${module}.so: lib${module}.c ${module}.h
	$(CC) $(CPPFLAGS) $(XTABLES_CFLAGS) $(CFLAGS) -fPIC -shared $(LDFLAGS) \\
		-o $@ $< $(XTABLES_LIBS)

install: all
	$(MAKE) -C "$(KDIR)" M="$(CURDIR)" modules_install \\
		$(if $(DESTDIR),INSTALL_MOD_PATH="$(DESTDIR)")
	$(INSTALL) -D -m 0644 lib${module}.so "$(DESTDIR)$(XTLIBDIR)/lib${module}.so"

clean:
	$(MAKE) -C "$(KDIR)" M="$(CURDIR)" clean
	$(RM) lib${module}.so
`;
}
