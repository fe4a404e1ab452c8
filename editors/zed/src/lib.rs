//! kanwu in Zed: which program is the language server.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{Command, Extension, LanguageServerId, Result, Worktree, register_extension};

struct Kanwu;

impl Extension for Kanwu {
    fn new() -> Self {
        Kanwu
    }

    /// The program and its arguments that the settings name; else `kanwu server` from `PATH`.
    fn language_server_command(&mut self, server: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let binary = LspSettings::for_worktree(server.as_ref(), worktree).ok().and_then(|set| set.binary);
        let (path, args) = binary.map_or((None, None), |named| (named.path, named.arguments));
        let command = path
            .or_else(|| worktree.which("kanwu"))
            .ok_or("没有找到刊误程序 / kanwu is not on PATH, and the settings name none")?;
        Ok(Command {
            command,
            args: args.unwrap_or_else(|| vec!["server".to_owned()]),
            env: worktree.shell_env(),
        })
    }
}

register_extension!(Kanwu);
