//! Serves the finished site on this machine, with the headers that it will have in public.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

use anyhow::{Context, Result, bail};
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::{self, Next};
use axum::{Router, serve};
use tower_http::services::{ServeDir, ServeFile};

use crate::headers::Headers;

const FIRST_PORT: u16 = 8080;
const PORTS_TRIED: u16 = 20;

/// Routes to the site's files, to the dataset in `data`, and to the site's own page for addresses that do not exist;
/// adds the headers.
pub fn router(dist: &Path, data: &Path) -> Result<Router> {
    let file = dist.join("_headers");
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("{} cannot be read", file.display()))?;
    let headers = Headers::parse(&text).with_context(|| file.display().to_string())?;
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
    let router = Router::new()
        .nest_service("/data", ServeDir::new(data))
        .fallback_service(files);
    Ok(router.layer(middleware::from_fn(with_headers)))
}

/// Routes to the same site below a path and to nothing else, as on a host that serves several sites.
pub fn below(path: &str, router: Router) -> Router {
    Router::new().nest_service(path, router)
}

/// Opens a port that only this machine reaches: the given one, or the first free one from 8080 on.
pub fn listen(port: Option<u16>) -> Result<TcpListener> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match port {
        Some(port) => bind(port).with_context(|| format!("port {port} cannot be used")),
        None => match (FIRST_PORT..FIRST_PORT + PORTS_TRIED).find_map(|port| bind(port).ok()) {
            Some(listener) => Ok(listener),
            None => bail!("no port from {FIRST_PORT} on is free; choose one with --port"),
        },
    }
}

/// Serves until the program ends.
pub fn forever(listener: TcpListener, router: Router) -> Result<()> {
    listener
        .set_nonblocking(true)
        .context("the server cannot listen at the port")?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("starting the server")?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        serve(listener, router).await
    })?;
    Ok(())
}

/// Serves in a thread of its own until the program ends. Returns the address.
pub fn in_background(router: Router) -> Result<String> {
    let listener = listen(Some(0))?;
    let address = listener.local_addr().context("the port has no address")?;
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
        let dist = std::env::temp_dir().join(format!("tasks-serve-{}", std::process::id()));
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
        let below = below("/sub/path", router(&dist, &dist.join("data")).unwrap());
        for (site, root) in [
            (
                in_background(router(&dist, &dist.join("data")).unwrap()).unwrap(),
                "/",
            ),
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
}
