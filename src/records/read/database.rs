//! Reads records from a PostgreSQL database: the answer to a query, as comma-separated values.
//!
//! All reads run in one read-only transaction, so that they return the same records and can change nothing. This program
//! does not encrypt the connection; it only connects to a database on this machine, or to a tunnel that begins on it.
//! The messages of a server while records are read may quote them, so only the error code is reported.

use std::{
    io::{self, PipeReader, PipeWriter, Read, Write},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
    time::Duration,
};

use postgres::{Client, Config, NoTls, config::Host};

use crate::read::problem::Cause;

/// Makes the text independent of the server's settings, and the order of rows stable where the query leaves it open.
const SETTINGS: &str = "SET client_encoding = 'UTF8'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'iso_8601'; \
    SET extra_float_digits = 1; SET bytea_output = 'hex'; SET synchronize_seqscans = off; \
    SET max_parallel_workers_per_gather = 0; BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// How long to wait for a server that does not answer while the connection is made.
const PATIENCE: Duration = Duration::from_secs(60);

/// Says why no answer came.
fn no_answer(error: RecvTimeoutError) -> Cause {
    Cause::Unreadable(match error {
        RecvTimeoutError::Timeout => format!(
            "the database did not answer within {} seconds",
            PATIENCE.as_secs()
        ),
        RecvTimeoutError::Disconnected => "the connection broke off".into(),
    })
}

/// An open connection in its transaction.
pub(super) struct Database {
    requests: Sender<Request>,
}

/// The pipe for the answer, and the channel for the result at its end.
type Request = (PipeWriter, Sender<Result<(), Cause>>);

impl Database {
    /// Connects with the connection string in an environment variable, and checks the query.
    pub(super) fn open(variable: &str, query: &str) -> Result<Self, Cause> {
        let config = read_config(variable)?;
        let query = query.trim().trim_end_matches(';').to_owned();
        let (requests, received) = channel();
        let (ready, is_ready) = channel();
        thread::spawn(move || match connect(&config, &query) {
            Ok(client) => {
                // Nobody receives this if the caller is gone.
                let _ = ready.send(Ok(()));
                answer_requests(client, &query, &received);
            }
            Err(cause) => drop(ready.send(Err(cause))),
        });
        is_ready
            .recv_timeout(PATIENCE)
            .unwrap_or_else(|error| Err(no_answer(error)))?;
        Ok(Database { requests })
    }

    /// Reads the whole answer, with the column names in the first line.
    pub(super) fn read(&self) -> io::Result<Answer> {
        let (text, pipe) = io::pipe()?;
        let (done, is_complete) = channel();
        self.requests
            .send((pipe, done))
            .map_err(|_| io::Error::other("the connection broke off"))?;
        Ok(Answer::new(text, is_complete))
    }
}

/// Reads the connection string in an environment variable, and checks that it stays on this machine.
fn read_config(variable: &str) -> Result<Config, Cause> {
    let connection = std::env::var(variable).map_err(|_| Cause::NoConnection {
        variable: variable.into(),
    })?;
    // The error is dropped because it quotes the connection string, which may hold a password.
    let config: Config = connection.parse().map_err(|_| Cause::NoConnection {
        variable: variable.into(),
    })?;
    let is_here = |host: &Host| match host {
        Host::Tcp(name) => ["localhost", "127.0.0.1", "::1"].contains(&name.as_str()),
        #[cfg(unix)]
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

/// Connects and lets the server check the query, before any record is read.
fn connect(config: &Config, query: &str) -> Result<Client, Cause> {
    let cause = |error: postgres::Error| {
        Cause::Database(match error.as_db_error() {
            Some(database_error) => database_error.message().to_owned(),
            None => error.to_string(),
        })
    };
    let mut client = config.connect(NoTls).map_err(cause)?;
    client.batch_execute(SETTINGS).map_err(cause)?;
    // The query must be valid alone, so that nothing in it can close the parentheses around it below.
    client.prepare(query).map_err(cause)?;
    Ok(client)
}

fn answer_requests(mut client: Client, query: &str, requests: &Receiver<Request>) {
    for (pipe, done) in requests {
        // Nobody receives the result if the reader is gone.
        let _ = done.send(copy_answer(&mut client, query, pipe));
    }
}

/// Copies the answer into a pipe.
fn copy_answer(client: &mut Client, query: &str, mut to: PipeWriter) -> Result<(), Cause> {
    let mut answer = client
        .copy_out(&format!(
            "COPY (\n{query}\n) TO STDOUT (FORMAT csv, HEADER)"
        ))
        .map_err(|error| failure(Some(&error)))?;
    match io::copy(&mut answer, &mut to) {
        Ok(_) => to.flush().map_err(|_| failure(None)),
        Err(error) => {
            let inner = error.get_ref();
            Err(failure(inner.and_then(|error| error.downcast_ref())))
        }
    }
}

/// Returns the cause for a failure while records are read: the error code alone.
fn failure(error: Option<&postgres::Error>) -> Cause {
    let code = error.and_then(postgres::Error::code);
    let text = code.map_or("of the connection", postgres::error::SqlState::code);
    Cause::Database(format!("error {text}"))
}

/// The text of an answer.
pub(super) struct Answer {
    text: PipeReader,
    is_complete: Receiver<Result<(), Cause>>,
    /// Whether the server has confirmed that the answer is complete.
    has_ended: bool,
}

impl Answer {
    fn new(text: PipeReader, is_complete: Receiver<Result<(), Cause>>) -> Self {
        Answer {
            text,
            is_complete,
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
        // The text also ends when the connection breaks off.
        match self.is_complete.recv() {
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
    /// Creates an answer with this text, and the result at its end, if any.
    pub(super) fn from_text(text: &[u8], result: Option<Result<(), Cause>>) -> Self {
        let (from, mut to) = io::pipe().unwrap();
        to.write_all(text).unwrap();
        let (done, is_complete) = channel();
        if let Some(result) = result {
            done.send(result).unwrap();
        }
        Answer::new(from, is_complete)
    }
}
