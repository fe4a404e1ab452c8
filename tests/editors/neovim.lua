-- `kanwu server` in Neovim: findings of a manuscript are shown, the fix of one is applied, and the finding is gone.
-- Run by tests/editors/run.sh, which names the program and the manuscript in KANWU_PROGRAM and KANWU_MANUSCRIPT.

local function fail(what)
  io.stderr:write("FAILED: " .. what .. "\n")
  vim.cmd("cquit 1")
end

local function wait(what, holds)
  if not vim.wait(60000, holds, 50) then
    fail(what)
  end
end

-- As in docs/editors.md, with the program under test.
vim.lsp.config.kanwu = {
  cmd = { vim.env.KANWU_PROGRAM, "server" },
  filetypes = { "markdown", "text" },
  root_markers = { "kanwu.toml", ".git" },
}
vim.lsp.enable("kanwu")
vim.cmd("filetype on")
vim.cmd.edit(vim.fn.fnameescape(vim.env.KANWU_MANUSCRIPT))

local function codes()
  return vim.tbl_map(function(one) return one.code end, vim.diagnostic.get(0))
end

wait("no findings are shown", function() return vim.tbl_contains(codes(), "PUN001") end)
local finding = vim.diagnostic.get(0)[1]
if finding.col ~= vim.fn.byteidx(vim.fn.getline(3), 9) then
  fail("the finding stands at byte " .. finding.col)
end

vim.api.nvim_win_set_cursor(0, { finding.lnum + 1, finding.col })
vim.lsp.buf.code_action({
  apply = true,
  filter = function(action) return action.kind == "quickfix" and action.edit ~= nil end,
})
wait("the fix is not applied", function() return vim.fn.getline(3):find("15所，学生", 1, true) ~= nil end)
wait("the finding stays", function() return not vim.tbl_contains(codes(), "PUN001") end)

vim.cmd("silent write")
vim.cmd("quitall")
