//! Reads the site's `_headers` file and adds its headers to responses, as Netlify and Cloudflare Pages do.
//!
//! The file has a path pattern a line, its headers indented below. Serving by the file that is published means that what
//! is tested here is true there. Where several rules name a header for one path, some hosts send all of them, some join
//! them with commas, and some send the last one alone; here all are sent.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use thiserror::Error;

/// A line that is no header of a path.
#[derive(Debug, Error)]
#[error("not a header of a path: {0}")]
pub struct HeadersError(String);

/// The rules of a `_headers` file.
#[derive(Clone, Debug, Default)]
pub struct Headers {
    rules: Vec<(String, HeaderName, HeaderValue)>,
}

impl Headers {
    /// Reads the rules.
    pub fn parse(text: &str) -> Result<Headers, HeadersError> {
        let mut rules = Vec::new();
        let mut pattern = None;
        for line in text
            .lines()
            .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        {
            if !line.starts_with(char::is_whitespace) {
                pattern = Some(line.trim().to_owned());
                continue;
            }
            let rule = || -> Option<_> {
                let (name, value) = line.trim().split_once(':')?;
                Some((
                    pattern.clone()?,
                    name.parse().ok()?,
                    value.trim().parse().ok()?,
                ))
            };
            rules.push(rule().ok_or_else(|| HeadersError(line.to_owned()))?);
        }
        Ok(Headers { rules })
    }

    /// Adds the headers of a path to a response.
    pub fn apply(&self, path: &str, response: &mut HeaderMap) {
        for (pattern, name, value) in &self.rules {
            if matches(pattern, path) {
                response.append(name.clone(), value.clone());
            }
        }
    }
}

/// Whether a path fits a pattern with at most one `*`.
fn matches(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, end)) => {
            path.len() >= start.len() + end.len() && path.starts_with(start) && path.ends_with(end)
        }
        None => path == pattern,
    }
}

#[cfg(test)]
mod tests;
