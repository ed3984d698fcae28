//! Serves the finished site on this machine, with the headers that it will have in public.
//!
//! It knows files and headers; it must not know what a dataset or a page holds.

mod headers;

use std::{
    io,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
};

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, header},
    middleware::{self, Next},
};
use thiserror::Error;
use tower_http::services::{ServeDir, ServeFile};

use crate::headers::{Headers, HeadersError};

const FIRST_PORT: u16 = 8080;
const PORTS_TRIED: u16 = 20;

/// Why a site cannot be served.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The folder has no file of headers.
    #[error("{}: this is not a finished site: its file _headers cannot be read: {source}", .site.display())]
    NoSite {
        /// The folder.
        site: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// The file of headers is not understood.
    #[error("{}: {source}", .file.display())]
    Headers {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        source: HeadersError,
    },
    /// The port is taken, or not for this user.
    #[error("port {port} cannot be used: {source}; choose another one with --port")]
    Port {
        /// The port.
        port: u16,
        /// The system's error.
        source: io::Error,
    },
    /// All ports that are tried by default are taken.
    #[error("no port from {FIRST_PORT} on is free; choose one with --port")]
    NoPort,
    /// The system does not let a server run.
    #[error("the server cannot be started: {0}")]
    Start(#[from] io::Error),
}

/// Routes to the site's files, and to the site's own page for addresses that do not exist; adds the headers.
pub fn router(dist: &Path) -> Result<Router, ServeError> {
    let file = dist.join("_headers");
    let text = std::fs::read_to_string(&file).map_err(|source| ServeError::NoSite {
        site: dist.into(),
        source,
    })?;
    let headers = Headers::parse(&text).map_err(|source| ServeError::Headers { file, source })?;
    let files = ServeDir::new(dist).not_found_service(ServeFile::new(dist.join("404.html")));
    let with_headers = move |request: Request, next: Next| {
        let headers = headers.clone();
        async move {
            let path = request.uri().path().to_owned();
            let mut response = next.run(request).await;
            headers.apply(&path, response.headers_mut());
            // Here the files change under the same names.
            response
                .headers_mut()
                .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
    };
    let router = Router::new().fallback_service(files);
    Ok(router.layer(middleware::from_fn(with_headers)))
}

/// Routes to the same site below a path and to nothing else, as on a host that serves several sites.
pub fn below(path: &str, router: Router) -> Router {
    Router::new().nest_service(path, router)
}

/// Opens a port that only this machine reaches: the given one, or the first free one from 8080 on.
pub fn listen(port: Option<u16>) -> Result<TcpListener, ServeError> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match port {
        Some(port) => bind(port).map_err(|source| ServeError::Port { port, source }),
        None => match (FIRST_PORT..FIRST_PORT + PORTS_TRIED).find_map(|port| bind(port).ok()) {
            Some(listener) => Ok(listener),
            None => Err(ServeError::NoPort),
        },
    }
}

/// Serves until the program ends.
pub fn forever(listener: TcpListener, router: Router) -> Result<(), ServeError> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, router).await
    })?;
    Ok(())
}

/// Serves in a thread of its own until the program ends. Returns the address.
pub fn in_background(router: Router) -> Result<String, ServeError> {
    let listener = listen(Some(0))?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || forever(listener, router));
    Ok(format!("http://{address}/"))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    /// The head and the body of a response.
    fn get(site: &str, path: &str) -> (String, String) {
        let address = site.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(address).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        let (head, body) = response.split_once("\r\n\r\n").unwrap();
        (head.to_lowercase(), body.to_owned())
    }

    #[test]
    fn a_site_is_served_with_its_headers_wherever_it_lies() {
        let dist = std::env::temp_dir().join(format!("serve-{}", std::process::id()));
        fs::create_dir_all(dist.join("section")).unwrap();
        for (file, text) in [
            ("_headers", "/data.wasm\n  X-Own: yes\n"),
            ("404.html", "nothing here"),
            ("index.html", "home"),
            ("section/index.html", "section"),
            ("data.wasm", "wasm"),
        ] {
            fs::write(dist.join(file), text).unwrap();
        }
        let below = below("/sub/path", router(&dist).unwrap());
        for (site, root) in [
            (in_background(router(&dist).unwrap()).unwrap(), "/"),
            (in_background(below).unwrap(), "/sub/path/"),
        ] {
            let get = |path: &str| get(&site, &format!("{root}{path}"));
            assert_eq!(
                [get("").1, get("section/").1, get("nowhere").1],
                ["home", "section", "nothing here"]
            );
            assert!(get("nowhere").0.starts_with("http/1.1 404"));
            let head = get("data.wasm").0;
            for expected in [
                "content-type: application/wasm",
                "x-own: yes",
                "cache-control: no-store",
            ] {
                assert!(head.contains(expected), "{head}");
            }
            assert!(!get("").0.contains("x-own"));
        }
        fs::remove_dir_all(&dist).unwrap();
    }

    #[test]
    fn a_folder_that_is_no_site_is_refused() {
        let folder = std::env::temp_dir().join("no-such-site");
        let error = router(&folder).unwrap_err().to_string();
        assert!(error.contains("not a finished site"), "{error}");
    }

    #[test]
    fn a_port_that_is_taken_is_named() {
        let taken = listen(Some(0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = listen(Some(port)).unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("port {port} cannot be used")),
            "{error}"
        );
        assert!(taken.local_addr().unwrap().ip().is_loopback());
    }
}
