//! Records that stand in a PostgreSQL database: the answer to a query, as text of comma-separated values.
//!
//! One transaction that can only read answers every question, so that the records are the same however often they are
//! gone through and nothing can be changed. The connection is not encrypted by this program; only a database on this
//! machine, or at the end of a tunnel that begins on it, is spoken to. What a server says while records are read may
//! quote them: only its error code is told.

use std::{
    io::{self, PipeReader, PipeWriter, Read, Write},
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

use postgres::{Client, Config, NoTls, config::Host};

use crate::read::problem::Cause;

/// Same text, whatever the server's settings; same order of the rows, as far as the query leaves it open.
const SETTINGS: &str = "SET client_encoding = 'UTF8'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'iso_8601'; \
    SET extra_float_digits = 1; SET bytea_output = 'hex'; SET synchronize_seqscans = off; \
    SET max_parallel_workers_per_gather = 0; BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// An open connection, in the middle of its transaction.
pub(super) struct Database {
    ask: Sender<Question>,
}

/// Where the answer goes, and then whether it is whole.
type Question = (PipeWriter, Sender<Result<(), Cause>>);

impl Database {
    /// Connects with what the environment variable says and tries the query.
    pub(super) fn open(variable: &str, query: &str) -> Result<Self, Cause> {
        let config = config(variable)?;
        let query = query.trim().trim_end_matches(';').to_owned();
        let (ask, questions) = channel();
        let (ready, is_ready) = channel();
        thread::spawn(move || match connect(&config, &query) {
            Ok(client) => {
                // Whoever asked is gone if nobody listens.
                let _ = ready.send(Ok(()));
                answer(client, &query, &questions);
            }
            Err(cause) => drop(ready.send(Err(cause))),
        });
        is_ready
            .recv()
            .unwrap_or(Err(Cause::Unreadable("the connection broke off".into())))?;
        Ok(Database { ask })
    }

    /// The whole answer, from its beginning, with the names of the columns in the first line.
    pub(super) fn read(&self) -> io::Result<Answer> {
        let (text, pipe) = io::pipe()?;
        let (done, is_whole) = channel();
        self.ask
            .send((pipe, done))
            .map_err(|_| io::Error::other("the connection broke off"))?;
        Ok(Answer::new(text, is_whole))
    }
}

/// The connection that the environment variable describes, if it stays on this machine.
fn config(variable: &str) -> Result<Config, Cause> {
    let connection = std::env::var(variable).map_err(|_| Cause::NoConnection {
        variable: variable.into(),
    })?;
    // What is wrong with it would quote it, and there may be a password in it.
    let config: Config = connection.parse().map_err(|_| Cause::NoConnection {
        variable: variable.into(),
    })?;
    let is_here = |host: &Host| match host {
        Host::Tcp(name) => ["localhost", "127.0.0.1", "::1"].contains(&name.as_str()),
        Host::Unix(_) => true,
    };
    let is_local = config.get_hosts().iter().all(is_here)
        && config
            .get_hostaddrs()
            .iter()
            .all(std::net::IpAddr::is_loopback);
    if is_local {
        Ok(config)
    } else {
        Err(Cause::FarAway {
            variable: variable.into(),
        })
    }
}

/// Connects and lets the server understand the query, before any record is read.
fn connect(config: &Config, query: &str) -> Result<Client, Cause> {
    let said = |error: postgres::Error| {
        let told = error
            .as_db_error()
            .map_or_else(|| error.to_string(), |error| error.message().to_owned());
        Cause::Database(told)
    };
    let mut client = config.connect(NoTls).map_err(said)?;
    client.batch_execute(SETTINGS).map_err(said)?;
    // Whole on its own, so that nothing in it can end the parentheses that it will stand in.
    client.prepare(query).map_err(said)?;
    Ok(client)
}

fn answer(mut client: Client, query: &str, questions: &Receiver<Question>) {
    for (pipe, done) in questions {
        // If the reader has gone, nobody hears how it ended.
        let _ = done.send(copy(&mut client, query, pipe));
    }
}

fn copy(client: &mut Client, query: &str, mut to: PipeWriter) -> Result<(), Cause> {
    let broken = |code: Option<&str>| {
        Cause::Database(format!("error {}", code.unwrap_or("of the connection")))
    };
    let told = |error: postgres::Error| broken(error.code().map(postgres::error::SqlState::code));
    let mut answer = client
        .copy_out(&format!(
            "COPY (\n{query}\n) TO STDOUT (FORMAT csv, HEADER)"
        ))
        .map_err(told)?;
    match io::copy(&mut answer, &mut to) {
        Ok(_) => to.flush().map_err(|_| broken(None)),
        Err(error) => {
            let inner = error
                .get_ref()
                .and_then(|error| error.downcast_ref::<postgres::Error>());
            Err(broken(
                inner
                    .and_then(postgres::Error::code)
                    .map(postgres::error::SqlState::code),
            ))
        }
    }
}

/// The text of an answer.
pub(super) struct Answer {
    text: PipeReader,
    is_whole: Receiver<Result<(), Cause>>,
    /// Whether the server said that this was all.
    has_ended: bool,
}

impl Answer {
    fn new(text: PipeReader, is_whole: Receiver<Result<(), Cause>>) -> Self {
        Answer {
            text,
            is_whole,
            has_ended: false,
        }
    }
}

impl Read for Answer {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.text.read(buffer)?;
        if read > 0 || buffer.is_empty() || self.has_ended {
            return Ok(read);
        }
        // The end of the text may be the end of the connection.
        match self.is_whole.recv() {
            Ok(Ok(())) => {
                self.has_ended = true;
                Ok(0)
            }
            Ok(Err(cause)) => Err(io::Error::other(cause)),
            Err(_) => Err(io::Error::other("the connection broke off")),
        }
    }
}

#[cfg(test)]
impl Answer {
    /// An answer of which this text came, and what then was said of it, if anything.
    pub(super) fn of(text: &[u8], said: Option<Result<(), Cause>>) -> Self {
        let (from, mut to) = io::pipe().unwrap();
        to.write_all(text).unwrap();
        let (done, is_whole) = channel();
        said.into_iter().for_each(|said| done.send(said).unwrap());
        Answer::new(from, is_whole)
    }
}
