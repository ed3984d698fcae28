//! Serves the files of a folder to programs that read published data, and sums up what they should find.
#![allow(clippy::unwrap_used, reason = "what cannot go on in a test has failed")]
#![allow(clippy::missing_panics_doc, reason = "it is all for tests")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};

use release::Certified;

/// Serves the files of a folder at the returned address, until the tests end.
pub fn serve(folder: PathBuf) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let request = lines.next().unwrap().unwrap();
            while lines
                .next()
                .is_some_and(|line| line.is_ok_and(|line| !line.is_empty()))
            {}
            let path = request.split(' ').nth(1).unwrap().trim_start_matches('/');
            let (status, body) = match fs::read(folder.join(path)) {
                Ok(body) => ("200 OK", body),
                Err(_) => ("404 Not Found", Vec::new()),
            };
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            stream.write_all(head.as_bytes()).unwrap();
            stream.write_all(&body).unwrap();
        }
    });
    format!("http://127.0.0.1:{port}")
}

/// Sums up each table of a folder: how many cells are published, and their sum, in the order of the index.
pub fn sums(folder: &Path) -> String {
    let mut sums = String::new();
    for Certified { release, .. } in release::read_all(folder).unwrap() {
        for entry in &release.catalog.tables {
            let cells = release.tables[&entry.id].cells();
            let published = || cells.iter().filter_map(|cell| cell.published());
            sums += &format!("{} {}\n", published().count(), published().sum::<u64>());
        }
    }
    sums
}
