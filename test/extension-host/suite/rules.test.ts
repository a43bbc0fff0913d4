// What a rule file gets from the language server, through the editor's own providers.
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { eventually, openFile, openText, placeOf, problemsOf } from '../support/files';

describe('completion', () => {
  it('offers the option of a target of this workspace', async () => {
    const labels = await completionsIn('-A FORWARD -j CLONE --m$0');
    assert.ok(labels.includes('--mark'), labels.join(' '));
  });

  it('offers targets after -j, those of the workspace too', async () => {
    const labels = await completionsIn('-A FORWARD -j $0');
    for (const target of ['ACCEPT', 'DROP', 'CLONE']) assert.ok(labels.includes(target), labels.join(' '));
  });

  it('offers the options of a match once it is loaded', async () => {
    const labels = await completionsIn('-A FORWARD -p tcp -m multiport --d$0');
    assert.ok(labels.includes('--dports'), labels.join(' '));
  });
});

describe('diagnostics', () => {
  it('puts an error on the word that iptables refuses', async () => {
    const { document } = await openText(
      'refused.iptables',
      '*filter\n-A FORWARD -p tcp --dport 70000 -j ACCEPT\nCOMMIT\n',
    );
    const [problem] = await problemsOf(document, ({ length }) => length > 0);
    assert.equal(problem?.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(document.getText(problem?.range), '70000');
  });

  it('withdraws it when the word is mended', async () => {
    const { document } = await openText('mended.iptables', '*filter\n-A FORWARD -j NOWHERE --frob\nCOMMIT\n');
    await problemsOf(document, ({ length }) => length > 0);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, document.lineAt(1).range, '-A FORWARD -j ACCEPT');
    await vscode.workspace.applyEdit(edit);
    await problemsOf(document, ({ length }) => length === 0);
  });

  it('finds nothing wrong with the rules that use this workspace', async () => {
    const document = await openFile('mirror.iptables');
    // The symbols come from the same analysis, so once they are here the problems would be too.
    await symbolsOf(document);
    await problemsOf(document, ({ length }) => length === 0);
  });
});

describe('symbols', () => {
  it('shows tables with their chains', async () => {
    const symbols = await symbolsOf(await openFile('mirror.iptables'));
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['filter'],
    );
    const chains = symbols[0]?.children.map(({ name }) => name);
    assert.ok(chains?.includes('FORWARD'), chains?.join(' '));
  });
});

describe('hover', () => {
  it('explains an option of a target of this workspace', async () => {
    const document = await openFile('mirror.iptables');
    const place = placeOf(document, '--mark').translate(0, 3);
    const text = await eventually('hover', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        place,
      );
      return hovers.length > 0 ? textOf(hovers) : undefined;
    });
    assert.match(text, /--mark/);
    assert.match(text, /CLONE/);
  });
});

describe('definition', () => {
  it('leads from an option to the C source that defines it', async () => {
    assert.ok((await definitionsOf('--mark')).includes('libxt_CLONE.c'));
  });

  it('leads from a target to its kernel half', async () => {
    assert.ok((await definitionsOf('CLONE')).includes('xt_CLONE.c'));
  });
});

describe('chains', () => {
  const text = '*filter\n:web - [0:0]\n:log - [0:0]\n-A INPUT -j web\n-A web -j log\n-A log -j LOG\nCOMMIT\n';

  it('are renamed wherever they stand', async () => {
    const { document } = await openText('rename.iptables', text);
    const edit = await eventually('rename', async () => {
      const found = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        placeOf(document, '-j web').translate(0, 4),
        'www',
      );
      return found.size > 0 ? found : undefined;
    });
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), text.replaceAll('web', 'www'));
  });

  it('are refused a name that is taken, with the reason', async () => {
    const { document } = await openText('refused-name.iptables', text);
    await symbolsOf(document);
    const renaming = vscode.commands.executeCommand(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      placeOf(document, '-j web').translate(0, 4),
      'log',
    );
    await assert.rejects(Promise.resolve(renaming), /exists already/);
  });

  it('show who jumps to them, and where they jump', async () => {
    const { document } = await openText('calls.iptables', text);
    const [web] = await eventually('call hierarchy', async () => {
      const items = await vscode.commands.executeCommand<vscode.CallHierarchyItem[]>(
        'vscode.prepareCallHierarchy',
        document.uri,
        placeOf(document, ':web').translate(0, 2),
      );
      return items.length > 0 ? items : undefined;
    });
    assert.equal(web?.name, 'web');
    const incoming = await vscode.commands.executeCommand<vscode.CallHierarchyIncomingCall[]>(
      'vscode.provideIncomingCalls',
      web,
    );
    assert.deepEqual(
      incoming.map(({ from }) => from.name),
      ['INPUT'],
    );
    const outgoing = await vscode.commands.executeCommand<vscode.CallHierarchyOutgoingCall[]>(
      'vscode.provideOutgoingCalls',
      web,
    );
    assert.deepEqual(
      outgoing.map(({ to }) => to.name),
      ['log'],
    );
  });
});

describe('quick fixes', () => {
  it('turn the line ends of Windows into line feeds', async () => {
    const { document } = await openText('windows.iptables', '*filter\r\n-A INPUT -j ACCEPT\r\nCOMMIT\r\n');
    assert.equal(document.eol, vscode.EndOfLine.CRLF);
    await problemsOf(document, ({ length }) => length > 0);
    const fix = await eventually('the fix', async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        document.lineAt(0).range,
      );
      return actions.find(({ isPreferred }) => isPreferred);
    });
    assert.ok(fix.command, fix.title);
    await vscode.commands.executeCommand(fix.command.command);
    assert.equal(document.eol, vscode.EndOfLine.LF);
    await problemsOf(document, ({ length }) => length === 0);
  });
});

describe('rule numbers', () => {
  it('stand behind the chain of each rule', async () => {
    const { document } = await openText(
      'numbers.iptables',
      '*filter\n-A INPUT -j LOG\n-I INPUT -i lo -j ACCEPT\nCOMMIT\n',
    );
    const hints = await eventually('inlay hints', async () => {
      const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        new vscode.Range(0, 0, document.lineCount, 0),
      );
      return found.length > 0 ? found : undefined;
    });
    assert.deepEqual(
      hints.map(({ position, label }) => [position.line, label]),
      [
        [1, '2'],
        [2, '1'],
      ],
    );
  });
});

/** Labels offered at `$0` in a rule of the filter table. */
async function completionsIn(rule: string): Promise<string[]> {
  const { document, cursor } = await openText('completion.iptables', `*filter\n${rule}\nCOMMIT\n`);
  return eventually('completion', async () => {
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      cursor,
    );
    // Until the server answers, the editor offers the words of the file.
    const offered = items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Text);
    const labels = offered.map(({ label }) => (typeof label === 'string' ? label : label.label));
    return labels.length > 0 ? labels : undefined;
  });
}

function symbolsOf(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
  return eventually('symbols', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    return symbols !== undefined && symbols.length > 0 ? symbols : undefined;
  });
}

/** Names of the files that Go to Definition on a word of mirror.iptables leads to. */
async function definitionsOf(word: string): Promise<string[]> {
  const document = await openFile('mirror.iptables');
  const place = placeOf(document, word).translate(0, 2);
  return eventually(`definition of ${word}`, async () => {
    const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      place,
    );
    const files = found.map(
      (one) => ('targetUri' in one ? one.targetUri : one.uri).path.split('/').at(-1) ?? '',
    );
    return files.length > 0 ? files : undefined;
  });
}

function textOf(hovers: readonly vscode.Hover[]): string {
  const contents = hovers.flatMap((hover) => hover.contents);
  return contents.map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
}
