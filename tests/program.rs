//! Builds the `tablero` program as `cargo site` does, once for all tests of a test program.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use cargo_metadata::Message;

use crate::root;

/// A command that runs `tablero` in the root of the checkout.
///
/// # Panics
/// If it cannot be built.
pub fn tablero() -> Command {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    let mut command = Command::new(PROGRAM.get_or_init(build));
    command.current_dir(root());
    command
}

fn build() -> PathBuf {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let built = Command::new(cargo)
        .current_dir(root())
        .args([
            "build",
            "--locked",
            "--release",
            "--package",
            "tablero",
            "--bin",
            "tablero",
            "--message-format",
            "json",
        ])
        .stderr(Stdio::inherit())
        .output()
        .unwrap_or_else(|error| panic!("cargo could not be started: {error}"));
    assert!(built.status.success(), "tablero could not be built");
    let program = Message::parse_stream(built.stdout.as_slice())
        .flatten()
        .find_map(|message| match message {
            Message::CompilerArtifact(artifact) if artifact.target.name == "tablero" => {
                artifact.executable
            }
            _ => None,
        });
    program
        .unwrap_or_else(|| panic!("cargo names no program tablero"))
        .into()
}
