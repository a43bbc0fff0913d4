/*
 * Prints the option tables of iptables extensions, in the text form that server/src/rules/facts/option-tables/parse.ts
 * reads. It is compiled where the extensions are, with the headers of their libxtables, whose structures differ from
 * version to version:
 *
 *     cc -rdynamic -o print-option-tables print-option-tables.c -ldl
 *     ./print-option-tables /usr/lib/x86_64-linux-gnu/xtables/libxt_tcp.so …
 *
 * An extension registers itself while it is being loaded. This program has the functions of libxtables that do so
 * under the same names; the loader takes those of the program first, so each table arrives here.
 */
#include <dlfcn.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <xtables.h>

static const char *const type_names[] = {
	[XTTYPE_NONE] = "NONE",
	[XTTYPE_UINT8] = "UINT8",
	[XTTYPE_UINT16] = "UINT16",
	[XTTYPE_UINT32] = "UINT32",
	[XTTYPE_UINT64] = "UINT64",
	[XTTYPE_UINT8RC] = "UINT8RC",
	[XTTYPE_UINT16RC] = "UINT16RC",
	[XTTYPE_UINT32RC] = "UINT32RC",
	[XTTYPE_UINT64RC] = "UINT64RC",
	[XTTYPE_DOUBLE] = "DOUBLE",
	[XTTYPE_STRING] = "STRING",
	[XTTYPE_TOSMASK] = "TOSMASK",
	[XTTYPE_MARKMASK32] = "MARKMASK32",
	[XTTYPE_SYSLOGLEVEL] = "SYSLOGLEVEL",
	[XTTYPE_HOST] = "HOST",
	[XTTYPE_HOSTMASK] = "HOSTMASK",
	[XTTYPE_PROTOCOL] = "PROTOCOL",
	[XTTYPE_PORT] = "PORT",
	[XTTYPE_PORTRC] = "PORTRC",
	[XTTYPE_PLEN] = "PLEN",
	[XTTYPE_PLENMASK] = "PLENMASK",
	[XTTYPE_ETHERMAC] = "ETHERMAC",
};

/* The arguments of an option in a getopt table, by its has_arg. */
static const char *const argument_names[] = { "none", "one", "optional" };

/* NULL for the families of arptables and ebtables, which are none of ours. */
static const char *family_name(unsigned int family)
{
	switch (family) {
	case NFPROTO_UNSPEC:
		return "any";
	case NFPROTO_IPV4:
		return "ipv4";
	case NFPROTO_IPV6:
		return "ipv6";
	default:
		return NULL;
	}
}

/* An id that two entries have is one option of two names, of which the first stands for both. */
static const struct xt_option_entry *first_of_id(const struct xt_option_entry *table, unsigned int id)
{
	while (table->name != NULL && table->id != id)
		++table;
	return table;
}

/* Prints the names of the options whose ids are set in a mask. */
static void print_mask(const char *word, unsigned int mask, const struct xt_option_entry *table,
		       unsigned int own_id)
{
	const struct xt_option_entry *entry;
	const char *separator = "=";

	for (entry = table; entry->name != NULL; ++entry) {
		if (entry->id == own_id || entry->id > 31 || !(mask >> entry->id & 1) ||
		    entry != first_of_id(table, entry->id))
			continue;
		printf("%s%s%s", *separator == '=' ? word : "", separator, entry->name);
		separator = ",";
	}
}

static void print_entry(const struct xt_option_entry *entry, const struct xt_option_entry *table)
{
	const struct xt_option_entry *first = first_of_id(table, entry->id);

	printf("  --%s ", entry->name);
	if (entry->type < sizeof(type_names) / sizeof(*type_names))
		printf("%s", type_names[entry->type]);
	else
		printf("TYPE%u", entry->type);
	if (entry->min != 0 || entry->max != 0)
		printf(" %u..%u", entry->min, entry->max);
	if (entry->flags & XTOPT_INVERT)
		printf(" invertible");
	if (entry->flags & XTOPT_MAND)
		printf(" mandatory");
	if (entry->flags & XTOPT_MULTI)
		printf(" repeatable");
	if (first != entry)
		printf(" same=%s", first->name);
	print_mask(" excludes", entry->excl, table, entry->id);
	print_mask(" requires", entry->also, table, entry->id);
	putchar('\n');
}

static void print_getopt(const struct option *option, const struct option *table)
{
	const struct option *first = table;

	while (first->val != option->val)
		++first;
	printf("  --%s %s", option->name,
	       option->has_arg >= 0 && option->has_arg <= 2 ? argument_names[option->has_arg] : "one");
	if (first != option)
		printf(" same=%s", first->name);
	putchar('\n');
}

static void print_extension(const char *kind, const char *name, const char *real_name, unsigned int revision,
			    unsigned int family, const struct xt_option_entry *entries,
			    const struct option *options)
{
	const char *family_word = family_name(family);
	const struct xt_option_entry *entry;
	const struct option *option;

	if (family_word == NULL)
		return;
	printf("%s %s %s revision=%u %s", kind, name, family_word, revision,
	       entries != NULL ? "x6" : options != NULL ? "getopt" : "none");
	if (real_name != NULL && strcmp(real_name, name) != 0)
		printf(" as=%s", real_name);
	putchar('\n');
	if (entries != NULL)
		for (entry = entries; entry->name != NULL; ++entry)
			print_entry(entry, entries);
	else if (options != NULL)
		for (option = options; option->name != NULL; ++option)
			print_getopt(option, options);
}

void xtables_register_match(struct xtables_match *match)
{
	print_extension("match", match->name, match->real_name, match->revision, match->family,
			match->x6_options, match->extra_opts);
}

void xtables_register_matches(struct xtables_match *match, unsigned int count)
{
	while (count-- > 0)
		xtables_register_match(match++);
}

void xtables_register_target(struct xtables_target *target)
{
	print_extension("target", target->name, target->real_name, target->revision, target->family,
			target->x6_options, target->extra_opts);
}

void xtables_register_targets(struct xtables_target *target, unsigned int count)
{
	while (count-- > 0)
		xtables_register_target(target++);
}

/* Exits 1 when a library could not be loaded, after having printed all that could. */
int main(int argc, char **argv)
{
	int index, status = 0;

	for (index = 1; index < argc; ++index) {
		if (dlopen(argv[index], RTLD_NOW) != NULL)
			continue;
		fprintf(stderr, "%s\n", dlerror());
		status = 1;
	}
	return status;
}
