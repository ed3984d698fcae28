//! Parses the public address of a site, from which search engines and previews of links need absolute addresses.

use std::str::FromStr;

use thiserror::Error;
use url::Url;

/// The public address of a site: `https://cifras.example/trata/`, always with a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteUrl(String);

/// Why a text is no address of a site.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SiteUrlError {
    /// It is no address at all.
    #[error(
        "this is not an address: {0}; write it like https://cifras.example/ or https://example.org/cifras/"
    )]
    NoAddress(url::ParseError),
    /// It is not an address of the web.
    #[error(
        "a site is reached by http or https, not by “{0}:”; write it like https://cifras.example/"
    )]
    Scheme(String),
    /// It has a part that the addresses of a site's pages cannot begin with.
    #[error("the address of a site has no {0}; leave that part out")]
    Part(&'static str),
}

impl SiteUrl {
    /// Returns the address of a page or a file; `path` is relative to the root of the site.
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// Returns the path of the site's root on its host, with a slash at both ends: `/`, `/trata/`.
    pub fn path(&self) -> &str {
        let host = self.0.match_indices('/').nth(2);
        host.map_or("/", |(at, _)| &self.0[at..])
    }

    /// Decides whether the site has a host of its own: only there programs look for robots.txt.
    pub fn is_whole_host(&self) -> bool {
        self.path() == "/"
    }
}

impl FromStr for SiteUrl {
    type Err = SiteUrlError;

    fn from_str(text: &str) -> Result<SiteUrl, SiteUrlError> {
        let url = Url::parse(text.trim()).map_err(SiteUrlError::NoAddress)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(SiteUrlError::Scheme(url.scheme().into()));
        }
        let parts = [
            (
                "name or password",
                !url.username().is_empty() || url.password().is_some(),
            ),
            ("“?” with a query", url.query().is_some()),
            ("“#” with a fragment", url.fragment().is_some()),
            ("file at its end", url.path().ends_with(".html")),
        ];
        if let Some((part, _)) = parts.into_iter().find(|(_, is_there)| *is_there) {
            return Err(SiteUrlError::Part(part));
        }
        Ok(SiteUrl(format!("{}/", url.as_str().trim_end_matches('/'))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_lie_below_the_address_whatever_its_end() {
        for (text, page, is_whole_host) in [
            ("https://cifras.example", "https://cifras.example/en/", true),
            (
                "https://cifras.example/",
                "https://cifras.example/en/",
                true,
            ),
            (
                " http://localhost:8080/ ",
                "http://localhost:8080/en/",
                true,
            ),
            (
                "https://example.org/trata/cifras",
                "https://example.org/trata/cifras/en/",
                false,
            ),
            (
                "https://example.org/trata//",
                "https://example.org/trata/en/",
                false,
            ),
            (
                "HTTPS://Víctimas.example",
                "https://xn--vctimas-7ya.example/en/",
                true,
            ),
        ] {
            let url: SiteUrl = text.parse().unwrap();
            assert_eq!(url.join("en/"), page);
            assert_eq!(url.is_whole_host(), is_whole_host, "{text}");
            assert!(page.ends_with(&format!("{}en/", url.path())));
        }
    }

    #[test]
    fn what_is_no_address_of_a_site_is_refused_with_what_to_write() {
        for (text, part) in [
            ("cifras.example", "write it like https://"),
            ("", "write it like https://"),
            ("https://", "write it like https://"),
            ("ftp://cifras.example/", "not by “ftp:”"),
            ("file:///srv/site/", "not by “file:”"),
            ("https://cifras.example/?v=1", "no “?” with a query"),
            ("https://cifras.example/#edad", "no “#” with a fragment"),
            ("https://me:secret@cifras.example/", "no name or password"),
            ("https://cifras.example/index.html", "no file at its end"),
        ] {
            let error = text.parse::<SiteUrl>().unwrap_err().to_string();
            assert!(error.contains(part), "{text}: {error}");
        }
    }
}
