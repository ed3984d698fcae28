//! From the written codebook to one that holds together: every reference followed, every contradiction reported.

use crate::{
    breaks, catalog, dimension, flow,
    format::{self, Format, Head},
    identity, indicator,
    lists::Lists,
    mistake::{Collector, Mistakes},
    model::{Codebook, Dimension, Measure},
    pages, part, population, records, relation, settled,
    source::{self, Needed},
    tables, template, time,
    words::{check_id, check_name, check_telephone, check_unique},
};

const FORMAT: u64 = 1;

/// Below this a threshold hides nothing: of two people, each knows the other.
const SMALLEST_THRESHOLD: u64 = 3;

pub(super) fn parse(text: &str) -> Result<Codebook, Mistakes> {
    let syntax = |error: toml::de::Error| {
        let mut mistakes = Collector::new(text);
        mistakes.in_span(error.span(), error.message());
        mistakes
    };
    match toml::from_str::<Head>(text) {
        Ok(head) if *head.format.get_ref() != FORMAT => {
            let mut mistakes = Collector::new(text);
            let found = head.format.get_ref();
            mistakes.at(
                &head.format,
                format!("this is format {found}; this version of tablero reads format {FORMAT}"),
            );
            return Err(mistakes.into_error());
        }
        Ok(_) => {}
        Err(error) => return Err(syntax(error).into_error()),
    }
    let format: Format = toml::from_str(text).map_err(|error| syntax(error).into_error())?;
    let mut mistakes = Collector::new(text);
    let codebook = resolve(format, &mut mistakes);
    mistakes.or(codebook)
}

fn resolve(format: Format, mistakes: &mut Collector<'_>) -> Codebook {
    check_head(&format, mistakes);
    let dimensions: Vec<Dimension> = format
        .dimension
        .iter()
        .map(|raw| dimension::resolve(raw, &format.records, mistakes))
        .collect();
    check_unique(
        "the identifier",
        std::iter::once(&format.time.id).chain(format.dimension.iter().map(|raw| &raw.id)),
        mistakes,
    );
    let lists = Lists {
        raw: &format.dimension,
    };
    let (measures, whole) = measures(&format.measure, &lists, mistakes);
    let records = records::resolve(&format, &lists, mistakes);
    let relations = relation::resolve(&format, &lists, mistakes);
    breaks::check(&format, &lists, mistakes);
    pages::check(&format, &lists, mistakes);
    part::check(&format, mistakes);
    settled::check(&format, mistakes);
    flow::check(&format, &lists, mistakes);
    indicator::check(&format, mistakes);
    population::check(&format, &lists, mistakes);
    tables::check(&format, &lists, mistakes);
    let columns = source::all_columns(&format);
    let needed = Needed::new(&format, &columns);
    check_columns(&format, &needed, mistakes);
    let sources = source::resolve(&format, &needed, mistakes);
    let identity = identity::resolve(&format, &needed, &sources, mistakes);
    let events = identity::events(&format, &needed);
    let template = template::resolve(&format, &columns, mistakes);
    let years = format.time.first..=*format.time.last.get_ref();
    let pooled = time::pooled(&format);
    Codebook {
        catalog: catalog::build(format),
        years,
        pooled,
        records,
        measures,
        whole,
        dimensions,
        relations,
        sources,
        identity,
        events,
        template,
        columns,
    }
}

/// Nothing but a key reads a column that looks as if it said who somebody is.
fn check_columns(format: &Format, needed: &Needed<'_>, mistakes: &mut Collector<'_>) {
    let dated = format.measure.iter().map(|measure| &measure.date);
    let read = format
        .dimension
        .iter()
        .flat_map(|raw| [&raw.column, &raw.birth, &raw.on])
        .flatten();
    let near = format.identity.iter().flat_map(|identity| &identity.near);
    let near = near.flat_map(|near| near.same.iter().chain(&near.date));
    let events = format.events.iter().map(|events| &events.key);
    for column in dated.chain(read).chain(near).chain(events) {
        let name = column.get_ref();
        if name.trim().is_empty() {
            mistakes.at(column, "a column has a name");
        } else if let Some(identity) = needed.identifying(name, name) {
            mistakes.at(
                column,
                format!("“{name}” looks like {identity}, which only a key of [identity] may read"),
            );
        }
    }
}

fn check_head(format: &Format, mistakes: &mut Collector<'_>) {
    check_name(&format.id, mistakes);
    check_name(&format.release, mistakes);
    check_id(&format.time.id, mistakes);
    format
        .contacts
        .iter()
        .for_each(|contact| check_telephone(&contact.telephone, mistakes));
    let threshold = *format.threshold.get_ref();
    if threshold < SMALLEST_THRESHOLD {
        mistakes.at(
            &format.threshold,
            format!("a threshold of {threshold} protects nobody; it has to be {SMALLEST_THRESHOLD} or more"),
        );
    }
    time::check(format, mistakes);
    time::check_next(format, mistakes);
}

fn measures(
    raw: &[format::Measure],
    lists: &Lists<'_>,
    mistakes: &mut Collector<'_>,
) -> (Vec<Measure>, usize) {
    check_unique(
        "the identifier",
        raw.iter().map(|measure| &measure.id),
        mistakes,
    );
    for measure in raw {
        check_id(&measure.id, mistakes);
        let Some(whole) = &measure.part_of else {
            continue;
        };
        match raw
            .iter()
            .find(|other| other.id.get_ref() == whole.get_ref())
        {
            None => mistakes.at(
                whole,
                format!("the measure “{}” does not exist", whole.get_ref()),
            ),
            Some(other) if other.part_of.is_some() => {
                mistakes.at(
                    whole,
                    format!("“{}” is itself part of another measure", whole.get_ref()),
                );
            }
            Some(_) => {}
        }
    }
    let wholes: Vec<usize> = (0..raw.len())
        .filter(|at| raw[*at].part_of.is_none())
        .collect();
    match wholes.as_slice() {
        [] => mistakes.in_span(None, "one measure has to be the whole, without part_of"),
        [_] => {}
        [_, others @ ..] => others.iter().for_each(|at| {
            mistakes.at(
                &raw[*at].id,
                "a second measure without part_of: every measure but one is part of that one",
            );
        }),
    }
    let measure = |raw: &format::Measure| Measure {
        id: raw.id.get_ref().clone(),
        date: raw.date.get_ref().trim().to_owned(),
        when: raw
            .when
            .as_ref()
            .and_then(|when| lists.condition(when, mistakes)),
    };
    (
        raw.iter().map(measure).collect(),
        wholes.first().copied().unwrap_or_default(),
    )
}
