// Two structs of different sizes, and a kernel half that registers one and may use another: for the checks of sizes.
export const small = 'struct small { __u32 mark; };\n';
export const large = 'struct large { __u32 mark; __u8 name[16]; };\n';

/** @param body Of the handler. @param fields Of the registration. */
export const sizedKernelHalf = (body: string, fields: string, structs = small + large) => `${structs}
static unsigned int foo_tg(struct sk_buff *skb, const struct xt_action_param *par)
{
${body}
}
static struct xt_target foo_reg[] __read_mostly = {
  {
    .name = "FOO",
    .target = foo_tg,
${fields}
  },
};
`;
