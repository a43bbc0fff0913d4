// State that each network namespace keeps for itself, in the kernel half: a count of the packets that its rules saw,
// read in /proc/net.
import type { Names } from './names';

export function perNetnsState({ prefix, module }: Names): string {
  return `/* What each network namespace has for itself. */
struct ${prefix}_net {
	atomic64_t packets;
};

static unsigned int ${prefix}_net_id;

static void ${prefix}_count(struct net *net)
{
	struct ${prefix}_net *state = net_generic(net, ${prefix}_net_id);

	atomic64_inc(&state->packets);
}

static int ${prefix}_proc_show(struct seq_file *seq, void *unused)
{
	struct net *net = seq_file_single_net(seq);
	struct ${prefix}_net *state = net_generic(net, ${prefix}_net_id);

	seq_printf(seq, "%lld\\n", (long long)atomic64_read(&state->packets));
	return 0;
}

static int __net_init ${prefix}_net_init(struct net *net)
{
	struct ${prefix}_net *state = net_generic(net, ${prefix}_net_id);

	atomic64_set(&state->packets, 0);
	if (!proc_create_net_single("${module}", 0444, net->proc_net,
				    ${prefix}_proc_show, NULL))
		return -ENOMEM;

	return 0;
}

static void __net_exit ${prefix}_net_exit(struct net *net)
{
	remove_proc_entry("${module}", net->proc_net);
}

static struct pernet_operations ${prefix}_net_ops = {
	.init = ${prefix}_net_init,
	.exit = ${prefix}_net_exit,
	.id   = &${prefix}_net_id,
	.size = sizeof(struct ${prefix}_net),
};`;
}
