//! A real PostgreSQL server in a directory of its own, where one is installed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A running server that only this machine reaches, and that is gone when it is dropped.
pub struct Server {
    folder: TempDir,
    programs: PathBuf,
}

impl Server {
    /// Starts one; `None` where PostgreSQL is not installed.
    ///
    /// # Panics
    /// If it is installed and does not start.
    pub fn start() -> Option<Server> {
        let programs = programs()?;
        let folder = tempfile::tempdir()
            .unwrap_or_else(|error| panic!("no directory for PostgreSQL: {error}"));
        let server = Server { folder, programs };
        if is_root() {
            said(
                Command::new("chown")
                    .arg("postgres")
                    .arg(server.folder.path()),
            );
        }
        let data = server.data();
        said(
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
        said(
            server
                .program("pg_ctl")
                .args(["-w", "-o", &options, "start", "-l"])
                .arg(log)
                .arg("-D")
                .arg(data),
        );
        Some(server)
    }

    /// How a client connects.
    pub fn connection(&self) -> String {
        format!(
            "host={} user=tablero dbname=postgres",
            self.folder.path().display()
        )
    }

    /// Lets the server do something.
    ///
    /// # Panics
    /// If it does not.
    pub fn run(&self, sql: &str) {
        said(
            self.program("psql")
                .args(["-v", "ON_ERROR_STOP=1", "-c", sql, &self.connection()]),
        );
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A program of PostgreSQL, which refuses to run as root.
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

fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = versions
        .map(|version| version.path().join("bin"))
        .chain(std::env::split_paths(&path));
    places
        .into_iter()
        .find(|place| place.join("initdb").exists() && place.join("pg_ctl").exists())
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

/// Output goes nowhere: a server that was started would hold a pipe open.
fn said(command: &mut Command) {
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
