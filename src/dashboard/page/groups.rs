//! Shows the groups of persons of a section by year, a column a year: women and men, minors and adults.

use cube::{Category, Dimension, Headline};

use crate::context::Context;
use crate::counts::Change;
use crate::page::headline;
use crate::query::{Query, Show};
use crate::view::{Groups, Tile};
use crate::words::{self, front};
use crate::{link, plan};

/// Makes the groups of the section's last measure; `None` where a reader asks something else, or where no table has them.
pub fn groups(context: &Context) -> Option<Groups> {
    let (lang, catalog) = (context.lang(), context.catalog());
    let years = context.years();
    let by_dimension = plan::groups(catalog, context.query);
    if context.show != Show::Count {
        return None;
    }
    let mut highest = 0;
    for headline in by_dimension.iter().flat_map(|(_, headlines)| headlines) {
        highest = headline::largest(context, headline, &years).max(highest);
    }
    let measure = catalog.measure(&by_dimension.first()?.1.first()?.measure)?;
    let (mut columns, mut changes) = (Vec::new(), Vec::new());
    for (dimension, headlines) in by_dimension {
        let mut tiles = Vec::new();
        for headline in headlines {
            let (tile, change) = tile(context, dimension, &headline, (&years, highest))?;
            tiles.push(tile);
            changes.push(change);
        }
        columns.push((context.text(&dimension.label), tiles));
    }
    let [.., before, last] = years.as_slice() else {
        return None;
    };
    let years = [last, before].map(|year| year.label.get(lang));
    (!columns.is_empty()).then(|| Groups {
        heading: front::by_group(lang, measure.label.get(lang)),
        finding: finding(context, &changes, years),
        note: front::ONE_SCALE.text(lang),
        columns,
    })
}

/// Makes the tile of a group, with the change of the last year; `None` where its table was not loaded.
fn tile(
    context: &Context,
    dimension: &Dimension,
    headline: &Headline,
    (years, highest): (&[&Category], u64),
) -> Option<(Tile, Change)> {
    let [.., before, last] = years else {
        return None;
    };
    let lang = context.lang();
    let now = headline::amount(context, headline, last)?;
    let change = headline::change(context, headline, last, now);
    let code = &headline.pin.as_ref()?.code;
    let query: Query = context.query.clone().with_filter(dimension, &[code]);
    let sentence =
        front::describe_change(lang, last.label.get(lang), before.label.get(lang), change);
    let tile = Tile {
        link: link::to_view(context, context.text(&headline.label), &query),
        value: words::mark::write_amount(lang, now),
        sentences: vec![sentence],
        columns: headline::columns(context, headline, years, highest),
    };
    plan::is_answerable(context.catalog(), &query).then_some((tile, change))
}

/// Says that all groups are similar to the year before, if they are.
fn finding(context: &Context, changes: &[Change], [last, before]: [&str; 2]) -> Option<String> {
    let is_similar = |change: &Change| matches!(change, Change::Same | Change::Similar(_));
    (changes.len() > 1 && changes.iter().all(is_similar))
        .then(|| front::all_similar(context.lang(), changes.len(), last, before))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::link::Request;
    use crate::testing::sample;
    use crate::view;

    /// Prints the groups below the figures of the section by year.
    fn groups(search: &str) -> String {
        let release = sample::release();
        let request = Request::parse(&release.catalog, "anual", search);
        let Some(groups) = view(&release, &request).groups else {
            return String::new();
        };
        let mut lines = vec![groups.heading];
        lines.extend(groups.finding);
        for (label, tiles) in groups.columns {
            for tile in tiles {
                let hidden = tile.columns.count_hidden();
                let said = tile.sentences.join(" ");
                lines.push(format!(
                    "{label}: {} {}, {hidden} hidden. {said} → {}",
                    tile.link.label, tile.value, tile.link.href
                ));
            }
        }
        lines.join("\n")
    }

    #[test]
    fn a_section_by_year_shows_the_groups_of_its_filters() {
        expect![[r#"
            Personas acreditadas, por grupo
            Sexo: Mujer 37, 0 hidden. En 2025, un número similar al de 2024 (26). → anual/mujeres/
            Sexo: Hombre c, 3 hidden. En 2025: oculto para proteger a las personas. → anual/?sexo=M&v=1
            Sexo: Otro c, 3 hidden. En 2025: oculto para proteger a las personas. → anual/?sexo=X&v=1
            Edad: Menores de edad 20, 0 hidden. En 2025, un número similar al de 2024 (14). → anual/ninez/
            Edad: Adultas c, 3 hidden. En 2025: oculto para proteger a las personas. → anual/?edad=ADU&v=1"#]].assert_eq(&groups(""));
    }

    #[test]
    fn there_are_no_groups_beside_another_question() {
        for search in ["sexo=F", "por=edad", "anio=2024", "contra=sexo.M&sexo=F"] {
            assert_eq!(groups(search), "", "{search}");
        }
        assert_ne!(groups("anio=2023-2024"), "");
    }
}
