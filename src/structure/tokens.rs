//! Finds paths in what is passed to macros and attributes, where the parser sees only tokens.

use proc_macro2::{TokenStream, TokenTree};
use syn::LitStr;

use crate::module::WrittenPath;

/// Every path in the tokens, however deep in brackets: `crate::a::b`, `words::title`, and single names.
///
/// A name after a dot is a field or a method, after `'` a lifetime, after `$` a placeholder of a macro: none is a path.
pub fn paths_in(tokens: TokenStream) -> Vec<WrittenPath> {
    let mut paths = Vec::new();
    add_paths(tokens, &mut paths);
    paths
}

/// Every path that stands in a string of an attribute, as serde takes them: `with = "crate::day"`.
pub fn paths_in_strings(tokens: TokenStream) -> Vec<WrittenPath> {
    let mut paths = Vec::new();
    for token in tokens {
        let line = token.span().start().line;
        let TokenTree::Literal(literal) = token else {
            continue;
        };
        let Ok(string) = syn::parse_str::<LitStr>(&literal.to_string()) else {
            continue;
        };
        if let Ok(path) = string.parse::<syn::Path>() {
            let segments = path
                .segments
                .iter()
                .map(|segment| segment.ident.to_string())
                .collect();
            paths.push(WrittenPath { segments, line });
        }
    }
    paths
}

fn add_paths(tokens: TokenStream, paths: &mut Vec<WrittenPath>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) => {
                add_paths(group.stream(), paths);
                at += 1;
            }
            TokenTree::Ident(first) => {
                let (segments, after) = read_path(&tokens, at);
                if begins_path(&tokens[..at], &segments[0]) {
                    paths.push(WrittenPath {
                        segments,
                        line: first.span().start().line,
                    });
                }
                at = after;
            }
            _ => at += 1,
        }
    }
}

/// The segments of a path that begins at an identifier, and where the tokens go on after it.
fn read_path(tokens: &[TokenTree], start: usize) -> (Vec<String>, usize) {
    let mut segments = vec![tokens[start].to_string()];
    let mut at = start + 1;
    while is_punct(tokens.get(at), ':') && is_punct(tokens.get(at + 1), ':') {
        let Some(TokenTree::Ident(segment)) = tokens.get(at + 2) else {
            break;
        };
        segments.push(segment.to_string());
        at += 3;
    }
    (segments, at)
}

/// Whether an identifier begins a path of this crate, judged by the tokens before it.
fn begins_path(before: &[TokenTree], first: &str) -> bool {
    let last = before.last();
    let last_but_one = before.len().checked_sub(2).and_then(|at| before.get(at));
    let is_range = is_punct(last, '.') && is_punct(last_but_one, '.');
    let is_member = is_punct(last, '.') && !is_range;
    let is_below_something = is_punct(last, ':') && is_punct(last_but_one, ':');
    let is_placeholder = is_punct(last, '$') && first != "crate";
    !(is_member || is_below_something || is_placeholder || is_punct(last, '\''))
}

fn is_punct(token: Option<&TokenTree>, expected: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == expected)
}
