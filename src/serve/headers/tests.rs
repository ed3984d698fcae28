//! Tests the rules of headers: those of the site, as hosts send them.

use super::*;

/// The file that is published with every site.
const PUBLISHED: &str = include_str!("../../../public/_headers");

/// How a host sends a header that several rules name for one path.
#[derive(Clone, Copy, Debug)]
enum Host {
    /// As several headers.
    SendsAll,
    /// As one header, joined with commas (Cloudflare Pages).
    JoinsWithCommas,
    /// The last one alone.
    SendsTheLast,
}

/// Who may show a page in a frame.
#[derive(Debug, PartialEq, Eq)]
enum Framing {
    Everybody,
    TheSiteAlone,
}

/// Returns the values of a header of a path, as a host sends them.
fn send(host: Host, path: &str, name: &str) -> Vec<String> {
    let mut response = HeaderMap::new();
    Headers::parse(PUBLISHED)
        .unwrap()
        .apply(path, &mut response);
    let values = response.get_all(name).iter();
    let values: Vec<String> = values.map(|value| value.to_str().unwrap().into()).collect();
    match host {
        _ if values.is_empty() => values,
        Host::SendsAll => values,
        Host::JoinsWithCommas => vec![values.join(", ")],
        Host::SendsTheLast => values.last().cloned().into_iter().collect(),
    }
}

/// Decides who may show a page in a frame, as browsers do (CSP 3 and HTML): if policies name `frame-ancestors`, what all of
/// them allow; else what `X-Frame-Options` says.
fn framing(policies: &[String], options: &[String]) -> Framing {
    let policies = policies.iter().flat_map(|value| value.split(','));
    let directives = policies.flat_map(|policy| policy.split(';'));
    let named = directives.filter_map(|one| one.trim().strip_prefix("frame-ancestors "));
    let named: Vec<&str> = named.collect();
    match named.as_slice() {
        [] if options == ["SAMEORIGIN"] => Framing::TheSiteAlone,
        [] => Framing::Everybody,
        named if named.iter().all(|ancestors| *ancestors == "*") => Framing::Everybody,
        _ => Framing::TheSiteAlone,
    }
}

#[test]
fn embeds_alone_may_be_framed_however_a_host_joins_its_rules() {
    let alone = [
        "/",
        "/index.html",
        "/en/",
        "/acreditadas/",
        "/en/accredited/edad/",
        "/metodo/",
        "/data/index.json",
        "/acreditadas/edad.svg",
        "/404.html",
        "/no/such/page/",
        // What only begins like the folder of embeds.
        "/embed",
        "/embed.js",
        "/embedded/",
        "/en/embed/",
    ];
    let embeds = ["/embed/acreditadas/edad/", "/embed/en/accredited/edad/"];
    for host in [Host::SendsAll, Host::JoinsWithCommas, Host::SendsTheLast] {
        let framing = |path: &str| {
            let policies = send(host, path, "content-security-policy");
            for policy in policies.iter().flat_map(|value| value.split(", ")) {
                assert!(
                    policy.starts_with("default-src 'none'; "),
                    "{host:?} {path}"
                );
            }
            framing(&policies, &send(host, path, "x-frame-options"))
        };
        for path in alone {
            assert_eq!(framing(path), Framing::TheSiteAlone, "{host:?} {path}");
        }
        for path in embeds {
            assert_eq!(framing(path), Framing::Everybody, "{host:?} {path}");
        }
    }
}

#[test]
fn policies_are_those_that_pages_carry() {
    let page = include_str!("../../../index.html");
    let (_, policy) = page
        .split_once("Content-Security-Policy\" content=\"")
        .unwrap();
    let (policy, _) = policy.split_once('"').unwrap();
    assert_eq!(
        send(Host::SendsAll, "/", "content-security-policy"),
        [policy]
    );
    let of_embeds = [policy.to_owned(), format!("{policy}; frame-ancestors *")];
    assert_eq!(
        send(Host::SendsAll, "/embed/a/", "content-security-policy"),
        of_embeds
    );
}

#[test]
fn a_path_has_the_headers_of_every_pattern_it_fits() {
    let text =
        "# ours\n/*\n  Referrer-Policy: no-referrer\n\n/data/*\n  Access-Control-Allow-Origin: *\n";
    let headers = Headers::parse(text).unwrap();
    let count = |path| {
        let mut response = HeaderMap::new();
        headers.apply(path, &mut response);
        response.len()
    };
    assert_eq!(
        [
            count("/"),
            count("/acreditadas/"),
            count("/data/index.json")
        ],
        [1, 1, 2]
    );
}

#[test]
fn a_header_without_a_path_is_refused() {
    let error = Headers::parse("  A: b\n").unwrap_err().to_string();
    assert_eq!(error, "not a header of a path:   A: b");
}
