-- What a person does in Neovim, by its own LSP client, on the file that is open: reads the diagnostics, asks for
-- completion, renames a chain. Prints one JSON object. Run by test/lsp/neovim.test.ts, after the lines of the README.
local function wait_for(what, condition)
  if not vim.wait(30000, condition, 20) then error('Neovim waited in vain for ' .. what) end
end

local function place_cursor(pattern, offset)
  vim.fn.cursor(1, 1)
  if vim.fn.search(pattern, 'c') == 0 then error('not in the file: ' .. pattern) end
  local position = vim.api.nvim_win_get_cursor(0)
  vim.api.nvim_win_set_cursor(0, { position[1], position[2] + offset })
end

local function diagnostics()
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, { line = diagnostic.lnum, code = diagnostic.code, source = diagnostic.source })
  end
  return found
end

local function completions()
  local parameters = vim.lsp.util.make_position_params()
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/completion', parameters, 30000) or {}
  local labels = {}
  for _, answer in pairs(answers) do
    for _, item in ipairs(vim.lsp.util.extract_completion_items(answer.result)) do
      table.insert(labels, item.label)
    end
  end
  return labels
end

local result = {}
wait_for('diagnostics', function() return #vim.diagnostic.get(0) > 0 end)
result.diagnostics = diagnostics()
place_cursor('--dport 22', 10)
result.completions = completions()
place_cursor('-j web', 3)
vim.lsp.buf.rename('www')
wait_for('the rename', function() return vim.fn.search('-A www', 'nw') > 0 end)
place_cursor('NOWHERE', 0)
vim.cmd('normal! ciwACCEPT')
wait_for('a file without diagnostics', function() return #vim.diagnostic.get(0) == 0 end)
result.text = vim.api.nvim_buf_get_lines(0, 0, -1, false)
io.stdout:write(vim.json and vim.json.encode(result) or vim.fn.json_encode(result))
