//! Lists the published tables that a page takes.

use std::collections::BTreeSet;

use cube::Catalog;

use crate::plan::answer::{answer, answer_figure};
use crate::plan::figure::plans;
use crate::query::{Page, Query, Years};

/// The query of one headline: its category in one year. Headlines are not bound to a section's filters.
pub fn headline_query(catalog: &Catalog, headline: &cube::Headline, year: &str) -> Query {
    let years = Some(Years {
        first: year.into(),
        last: year.into(),
    });
    let query = Query::default().with_years(catalog, years);
    let pinned = headline
        .pin
        .as_ref()
        .and_then(|pin| Some((catalog.dimension(&pin.dimension)?, pin.code.as_str())));
    pinned.map_or(query.clone(), |(dimension, code)| {
        query.with_filter(dimension, &[code])
    })
}

/// The ids of the tables that a page takes.
pub fn tables_for(catalog: &Catalog, query: &Query) -> BTreeSet<String> {
    // Not collected: that would bring a sort of its own into the page.
    let mut tables = BTreeSet::new();
    for side in [Some(query.clone()), query.swapped()].into_iter().flatten() {
        tables.extend(tables_for_side(catalog, &side));
    }
    tables
}

fn tables_for_side(catalog: &Catalog, query: &Query) -> Vec<String> {
    let plans = plans(catalog, query);
    let figures = plans
        .iter()
        .filter_map(|plan| answer_figure(catalog, query, &plan.form))
        .flatten();
    let measures = query
        .section(catalog)
        .map_or(&[][..], |section| &section.measures);
    let totals = measures
        .iter()
        .filter_map(|measure| answer(catalog, query, measure, &[]));
    let last_year = catalog
        .dimension(&catalog.time)
        .and_then(|time| time.leaves().next_back());
    let headlines = last_year
        .filter(|_| query.page == Page::Home)
        .into_iter()
        .flat_map(|year| {
            catalog.headlines.iter().filter_map(|headline| {
                answer(
                    catalog,
                    &headline_query(catalog, headline, &year.code),
                    &headline.measure,
                    &[],
                )
            })
        });
    figures
        .chain(totals)
        .chain(headlines)
        .map(|answer| answer.table.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use cube::{Dimension, Role};

    use super::*;
    use crate::link::Request;
    use crate::testing::sample;

    fn query(path: &str, search: &str) -> Query {
        Request::parse(&sample::catalog(), path, search).query
    }

    fn tables(path: &str, search: &str) -> String {
        let tables = tables_for(&sample::catalog(), &query(path, search));
        tables
            .into_iter()
            .map(|id| {
                id.replace("acreditadas.", "a.")
                    .replace("solicitudes.", "s.")
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn a_page_takes_the_smallest_tables_that_hold_its_question() {
        assert_eq!(tables("", ""), "a.anio a.anio.edad s.anio");
        assert_eq!(tables("anual", ""), "a.anio s.anio");
        assert_eq!(
            tables("anual", "sexo=F&anio=2024"),
            "a.anio.sexo s.anio.sexo"
        );
        assert_eq!(
            tables("anual", "por=edad"),
            "a.anio a.anio.edad s.anio s.anio.edad"
        );
        assert_eq!(
            tables("acreditadas", ""),
            "a.anio a.anio.edad a.anio.medios a.anio.pais a.anio.sexo"
        );
        assert_eq!(
            tables("acreditadas", "sexo=F"),
            "a.anio.sexo a.sexo.edad a.sexo.medios a.sexo.pais"
        );
    }

    #[test]
    fn a_question_beyond_one_table_takes_none() {
        // Years, sex and age are never published together; the figures on sex and on age leave out their own filter.
        assert_eq!(tables("acreditadas", "sexo=F&edad=MIN&anio=2024"), "");
        assert_eq!(tables("acreditadas", "sexo=F&anio=2024"), "a.anio.sexo");
    }

    #[test]
    fn years_that_make_up_a_period_are_asked_for_as_that() {
        let mut catalog = sample::catalog();
        let time = catalog
            .dimensions
            .iter_mut()
            .find(|dimension| dimension.id == "anio")
            .unwrap();
        time.role = Role::Time;
        time.categories[..2]
            .iter_mut()
            .for_each(|year| year.parent = Some("2023-2024".into()));
        time.categories.insert(
            0,
            cube::Category {
                code: "2023-2024".into(),
                ..cube::Category::default()
            },
        );
        let pair = catalog
            .tables
            .iter()
            .find(|table| table.id == "acreditadas.sexo.pais")
            .unwrap();
        let mut by_period = pair.clone();
        (by_period.id, by_period.rolled_up) =
            ("acreditadas.anio.sexo.pais".into(), vec!["anio".into()]);
        by_period.dimensions.insert(0, "anio".into());
        catalog.tables.push(by_period);
        let country = catalog.dimension("pais").unwrap();
        let table = |search: &str| {
            let query = Request::parse(&catalog, "acreditadas", search).query;
            answer(&catalog, &query, "acreditadas", &[country])
                .map(|answer| (answer.table, answer.picks))
        };
        let (found, picks) = table("sexo=F&anio=2023-2024").unwrap();
        assert_eq!(
            (found, &picks["anio"]),
            ("acreditadas.anio.sexo.pais", &vec!["2023-2024".to_owned()])
        );
        assert_eq!(table("sexo=F&anio=2024"), None);
        assert_eq!(table("anio=2024").unwrap().0, "acreditadas.anio.pais");
        assert_eq!(table("sexo=F").unwrap().0, "acreditadas.sexo.pais");
    }

    #[test]
    fn a_rolled_up_table_answers_for_groups_only() {
        let catalog = sample::catalog();
        let country = catalog.dimension("pais").unwrap();
        let within = |search: &str| {
            answer(
                &catalog,
                &query("acreditadas", search),
                "acreditadas",
                &[country],
            )
        };
        assert_eq!(within("edad=MIN").unwrap().table, "acreditadas.edad.pais");
        assert_eq!(within("edad=0_11"), None);
        let age = catalog.dimension("edad").unwrap();
        let crossed = |axes: [&Dimension; 2]| {
            answer(&catalog, &query("acreditadas", ""), "acreditadas", &axes).unwrap()
        };
        assert!(!crossed([country, age]).rolled_up && crossed([age, country]).rolled_up);
        let from_nicaragua = Query::default().with_filter(country, &["NIC"]);
        assert!(
            answer(&catalog, &from_nicaragua, "acreditadas", &[age])
                .unwrap()
                .rolled_up
        );
    }
}
