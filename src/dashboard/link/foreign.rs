//! Recognizes the parameters that others add to links: they say who followed a link from where, and nothing about the page.

use crate::link::percent::decode;

/// Parameters of social networks, search engines, advertisers and newsletters, in lower case.
const KEYS: &[&str] = &[
    "__s",
    "__twitter_impression",
    "_bta_c",
    "_bta_tid",
    "_branch_match_id",
    "_branch_referrer",
    "_ga",
    "_gac",
    "_gl",
    "_ke",
    "_kx",
    "_openstat",
    "cmpid",
    "cuid",
    "dclid",
    "dm_i",
    "ef_id",
    "epik",
    "fbadid",
    "fbclid",
    "gbraid",
    "gclid",
    "gclsrc",
    "gdffi",
    "gdfms",
    "gdftrk",
    "guccounter",
    "hsctatracking",
    "icid",
    "igsh",
    "igshid",
    "irclickid",
    "li_fat_id",
    "mibextid",
    "mkcid",
    "mkevt",
    "mkt_tok",
    "mkwid",
    "msclkid",
    "ncid",
    "nr_email_referer",
    "pcrid",
    "rb_clickid",
    "ref_src",
    "ref_url",
    "s_cid",
    "s_kwcid",
    "sb_referer_host",
    "sc_cid",
    "sccid",
    "sfnsn",
    "smid",
    "spm",
    "srsltid",
    "trk_contact",
    "trk_module",
    "trk_msg",
    "trk_sid",
    "tblci",
    "ttclid",
    "twclid",
    "wbraid",
    "wickedid",
    "wt_mc",
    "wt_mc_o",
    "wt_zmc",
    "xtor",
    "yclid",
    "ysclid",
    "zanpid",
];

/// The beginnings of such parameters.
const PREFIXES: &[&str] = &[
    "__hs", "_hs", "at_", "bsft_", "fb_", "ga_", "gad_", "guce_", "hsa_", "matomo_", "mc_", "ml_",
    "mtm_", "oly_", "piwik_", "pk_", "utm_", "vero_",
];

/// Decides whether others add this parameter to links.
pub fn is_foreign(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    KEYS.contains(&key.as_str()) || PREFIXES.iter().any(|prefix| key.starts_with(prefix))
}

/// Returns a query string, without its question mark, without the parameters of others. `None`: it has none.
pub fn without_foreign(search: &str) -> Option<String> {
    let is_own = |pair: &&str| !is_foreign(&decode(pair.split('=').next().unwrap_or_default()));
    let own: Vec<&str> = search.split('&').filter(is_own).collect();
    let own = own.join("&");
    (own.len() < search.len()).then_some(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_add_is_taken_off() {
        for (search, own) in [
            ("sexo=F&utm_source=whatsapp&fbclid=abc", Some("sexo=F")),
            ("fbclid=abc", Some("")),
            ("gclid=1&sexo=F&v=1&mc_cid=2&mc_eid=3", Some("sexo=F&v=1")),
            (
                "UTM_Campaign=x&%66bclid=y&anio=2024&igsh=z",
                Some("anio=2024"),
            ),
            ("msclkid=1&_gl=1*2&_ga=3&mtm_kwd=4&pk_kwd=5", Some("")),
            ("fbclid", Some("")),
            ("sexo=F&v=1", None),
            ("sexo=fbclid", None),
            ("", None),
            // What nobody knows is the page's to tell.
            ("genero=F&club=x", None),
        ] {
            assert_eq!(without_foreign(search).as_deref(), own, "{search}");
        }
    }
}
