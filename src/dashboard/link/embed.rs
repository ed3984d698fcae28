//! Names the addresses of embeds: pages with one figure, for frames on other sites.

/// The folder before that of a figure's own page.
pub const EMBED: &str = "embed";

/// Returns the address of the embed of a figure; `own` is that of its own page.
pub fn embed(own: &str) -> String {
    [EMBED, "/", own].concat()
}

#[cfg(test)]
mod tests {
    use super::embed;
    use crate::link::{Request, href};
    use crate::testing::sample;

    #[test]
    fn an_embed_shows_what_the_page_of_its_figure_shows() {
        let catalog = sample::catalog();
        for (folder, search) in [
            ("acreditadas/edad/", ""),
            ("acreditadas/edad/", "sexo=F&tabla=edad&v=1"),
            ("en/accredited/edad/", "anio=2024&v=1"),
        ] {
            let own = Request::parse(&catalog, folder, search);
            assert_eq!(own.query.figure.as_deref(), Some("edad"));
            let framed = Request::parse(&catalog, &embed(folder), search);
            assert_eq!(framed, own, "{folder}?{search}");
            assert!(href(&catalog, &framed.query).starts_with(folder));
        }
        let nothing = Request::parse(&catalog, &embed("no/such/page/"), "");
        assert_eq!(nothing.notices.len(), 1);
    }
}
