// Templates of rule files: what their markup stands for nobody knows, what stands beside it is checked all the same.
import { describe, it } from 'vitest';
import { deriveProfile } from '../../../server/src/rules/profile';
import { withMarks } from '../../support/markers';
import { expectDiagnostics } from '../../support/rule-fixtures';

/** The diagnostics of a file that nothing but its text says to be a template. */
function expectInTemplate(fixture: string): void {
  const { text } = withMarks(fixture);
  expectDiagnostics(fixture, deriveProfile('/x/rules', text));
}

describe('a template', () => {
  it.each([
    [
      'Jinja',
      `# {{ managed }}
*filter
:INPUT DROP [0:0]
{# Ports
   of the office. #}
{% for port in ports | default([]) -%}
-A INPUT -p {{ port.protocol }}{% if port.from is defined %} -s {{ port.from }}{% endif %} --dport {{ port.number }} -j {{ port.verdict | default("ACCEPT") }}
{% endfor %}
-A INPUT -p tcp -m multiport --dports {% for port in open %}{{ port }}{% if not loop.last %},{% endif %}{% endfor %} -j ACCEPT
-A INPUT {% if device %}-i {{ device }}{% endif %} -m comment --comment "of {{ owner }}" -j ACCEPT
{{ own_rules }}
COMMIT
{% if with_nat %}
*nat
-A POSTROUTING -o {{ wan }} -j MASQUERADE
COMMIT
{% endif %}
`,
    ],
    [
      'ERB',
      '*filter\n<% if @ssh -%>\n-A INPUT -s <%= node["ip"] %>/32 -j ACCEPT\n<% end -%>\n[0:0] -A INPUT <%= @rest %>\nCOMMIT\n',
    ],
    [
      'Go',
      '*filter\n{{- range .Ports }}\n-A INPUT -p tcp --dport {{ .Number }} -j ACCEPT\n{{- end }}\nCOMMIT\n',
    ],
    [
      'Terraform',
      '*filter\n%{ for port in ports ~}\n-A INPUT -p tcp --dport ${port} -j ACCEPT\n%{ endfor ~}\nCOMMIT\n',
    ],
  ])('of %s has nothing that iptables would refuse', (_language, text) => {
    expectInTemplate(text);
  });

  it('may leave out the rules that decide on everything, or say one of two', () => {
    expectInTemplate(`*filter
:own - [0:0]
{% if closed %}
-A INPUT -j DROP
{% else %}
-A INPUT -j ACCEPT
{% endif %}
-A INPUT -i lo -j ACCEPT
-A INPUT -j made-elsewhere
COMMIT
`);
  });

  it('is wrong where no markup stands', () => {
    expectInTemplate(`*filter
{% if ssh %}
-A INPUT -p tcp --dport {{ port }} --frob -j ACCEPT
                                   ^^^^^^ unknown-option: unknown option "--frob"
-A INPUT -s 192.0.2.300 -j {{ verdict }}
            ^^^^^^^^^^^ bad-address: not found
{% endif %}
COMMIT
`);
  });
});
