//! Starts a real PostgreSQL server in a folder of its own, for the tests that read records from a database.
//!
//! Such a test is marked `#[ignore = "needs PostgreSQL: run by cargo verify"]`, so that it never passes without having run.
#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A running server that only this machine reaches, and that is gone when it is dropped.
pub struct Server {
    folder: TempDir,
    programs: PathBuf,
}

impl Server {
    /// Creates an empty database cluster and starts a server for it.
    ///
    /// PostgreSQL refuses to run as root; the user `postgres` then runs it.
    ///
    /// # Panics
    /// If PostgreSQL is not installed, or does not start.
    pub fn start() -> Server {
        let programs = programs();
        let folder = tempfile::tempdir()
            .unwrap_or_else(|error| panic!("no directory for PostgreSQL: {error}"));
        let server = Server { folder, programs };
        if is_root() {
            succeed(
                Command::new("chown")
                    .arg("postgres")
                    .arg(server.folder.path()),
            );
        }
        let data = server.data();
        succeed(
            server
                .program("initdb")
                .args(["--username=tablero", "--auth=trust", "--no-sync", "-D"])
                .arg(&data),
        );
        let options = format!(
            "-k {} -c listen_addresses= -c fsync=off",
            server.folder.path().display()
        );
        let log = server.folder.path().join("log");
        succeed(
            server
                .program("pg_ctl")
                .args(["-w", "-o", &options, "start", "-l"])
                .arg(log)
                .arg("-D")
                .arg(data),
        );
        server
    }

    /// The connection string of a client.
    pub fn connection(&self) -> String {
        format!(
            "host={} user=tablero dbname=postgres",
            self.folder.path().display()
        )
    }

    /// Runs SQL statements.
    ///
    /// # Panics
    /// If one of them fails.
    pub fn run(&self, sql: &str) {
        succeed(self.program("psql").args([
            "-v",
            "ON_ERROR_STOP=1",
            "-c",
            sql,
            &self.connection(),
        ]));
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A command that runs a program of PostgreSQL, as another user where we are root.
    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut command = Command::new(if is_root() {
            Path::new("runuser")
        } else {
            &program
        });
        if is_root() {
            command.args(["-u", "postgres", "--"]).arg(&program);
        }
        command
            .current_dir(self.folder.path())
            .env("LC_ALL", "C.UTF-8");
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.data();
        // The directory goes next; whatever is left of the server ends with it.
        let _ = self
            .program("pg_ctl")
            .args(["-m", "immediate", "stop", "-D"])
            .arg(data)
            .output();
    }
}

/// The folder of the server's programs. `cargo verify` finds it and puts it on the PATH.
fn programs() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
        .expect(
            "initdb and pg_ctl are not on the PATH: this test needs a PostgreSQL server \
             (on Debian, its programs are in /usr/lib/postgresql/*/bin)",
        )
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

/// Runs a program without keeping its output: a server that it started would hold the pipe open.
fn succeed(command: &mut Command) {
    let done = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(
        done.as_ref().is_ok_and(std::process::ExitStatus::success),
        "{command:?}: {done:?}"
    );
}
