//! Builds the account of a run from the intake and the notes of the protection.

use cube::{Address, TOTAL, Text, parse_years};
use protect::{Note, Refusal};

use crate::report::account::{
    Account, Applied, CandidatePairs, Category, Conflict, Dimension, Measure, Notice, SetAside,
    Source, Suggestion, TooFine, Waiting, WaitsFor,
};
use crate::{ledger, publication};
use codebook::{self, Codebook};
use records::{
    link::RuleDecisions,
    read::{self, Intake, Tally},
};

impl Account {
    /// Builds the account of a release that was published. `file` is the path of the codebook.
    pub fn from_intake(codebook: &Codebook, file: &str, intake: &Intake, notes: &[Note]) -> Self {
        let catalog = codebook.catalog();
        let tallies = || {
            let sources = codebook.sources.iter();
            sources.filter_map(|source| Some((source, intake.sources.get(&source.id)?)))
        };
        Account {
            codebook: catalog.codebook.clone(),
            title: catalog.title.clone(),
            release: catalog.release.clone(),
            refused: None,
            years: codebook.years.clone().collect(),
            sources: tallies()
                .map(|(source, tally)| count_source(source, tally, intake))
                .collect(),
            rules: tallies()
                .flat_map(|(source, tally)| count_rules(source, tally))
                .collect(),
            set_aside: tallies()
                .flat_map(|(source, tally)| count_set_aside(source, tally))
                .collect(),
            notices: intake.tally.notices.iter().map(Notice::new).collect(),
            repeated: intake.tally.repeated,
            without_event: intake.tally.without_event,
            measures: catalog
                .measures
                .iter()
                .map(|measure| count_measure(measure, codebook, intake))
                .collect(),
            dimensions: (0..codebook.dimensions.len())
                .map(|index| count_dimension(index, codebook, intake))
                .collect(),
            too_fine: notes.iter().map(TooFine::from).collect(),
            conflicts: intake.conflicts.iter().map(convert_conflict).collect(),
            links: intake.decided.rules.iter().map(count_pairs).collect(),
            suggestions: intake
                .suggestions
                .all
                .iter()
                .flat_map(|near| list_suggestions(file, near))
                .collect(),
            waiting: None,
        }
    }

    /// Adds what waits because counts of closed years stay as the ledger has them.
    #[must_use]
    pub fn with_waiting(self, waiting: Option<&ledger::waiting::Waiting>) -> Self {
        Account {
            waiting: waiting.map(list_waiting),
            ..self
        }
    }

    /// Builds the account of records of which nothing was published; `None` if they could not be read.
    pub fn from_refusal(
        codebook: &Codebook,
        file: &str,
        refused: &publication::Refused,
    ) -> Option<Self> {
        let (intake, why, notes) = match refused {
            publication::Refused::Records(_) | publication::Refused::Ledger { .. } => return None,
            publication::Refused::Protection { intake, refusal } => {
                (intake, explain_refusal(refusal), &[][..])
            }
            publication::Refused::Insider { intake, notes, .. } => {
                (intake, explain_insider(), notes.as_slice())
            }
            publication::Refused::Derivable {
                intake,
                report,
                notes,
            } => (
                intake,
                explain_findings(report.findings.len()),
                notes.as_slice(),
            ),
        };
        Some(Account {
            refused: Some(why),
            ..Account::from_intake(codebook, file, intake, notes)
        })
    }
}

/// Says what to declare in the codebook instead of years or periods that are too short.
fn advise_longer(code: &str) -> &'static str {
    match parse_years(code) {
        Some(years) if years.start() == years.end() => {
            "Publique períodos en vez de años: declare `finest = \"period\"` y `periods` en [time] del libro de códigos, o \
             `finest = \"all\"` si hay pocas personas en todos los años; `tablero suggest-grain` propone cuáles"
        }
        Some(_) => {
            "Declare `periods` más largos en [time] del libro de códigos, o `finest = \"all\"`; `tablero suggest-grain` \
             propone cuáles"
        }
        None => "Deje esta medida fuera del libro de códigos hasta que haya más personas",
    }
}

fn explain_refusal(refusal: &Refusal) -> Text {
    let spanish = match refusal {
        Refusal::SmallYear {
            measure,
            year,
            threshold,
        } => format!(
            "{measure} en {}: menos personas que el umbral de {threshold}, y los totales en el tiempo se publican siempre. {}",
            if year == TOTAL {
                "todos los años"
            } else {
                year
            },
            advise_longer(year)
        ),
        Refusal::SmallCorrection {
            measure,
            year,
            by,
            threshold,
        } => format!(
            "{measure} en {year}: {by:+} frente a la publicación anterior, y el umbral es {threshold}. Quien compare las \
             dos vería que se añadieron o quitaron tan pocas personas: retenga esos registros hasta que haya más"
        ),
        Refusal::Undeclared { measure, years } => format!(
            "{measure} en {years}: estos años están cerrados, y una publicación anterior tiene otros números de ellos. Quien \
             compare las dos vería a quién se corrigió: indique el libro mayor que guarda los números de la anterior (--ledger), o \
             declare estos años en `revised` de [time] en el libro de códigos"
        ),
        Refusal::Unrelated {
            dimension,
            before,
            after,
        } => format!(
            "{dimension}: nada relaciona {before} de publicaciones anteriores con {after}. Indique en `replaces` de cada \
             categoría nueva con qué códigos contaron a estas personas las publicaciones anteriores"
        ),
        Refusal::Entangled {
            dimension,
            category,
        } => format!(
            "{dimension}: {category} reemplaza varias categorías de las que otras reemplazan partes, o es de respuesta \
             múltiple. Una publicación puede unir categorías enteras o dividir una, pero no ambas cosas a la vez; las de \
             respuesta múltiple solo pueden cambiar de código"
        ),
        Refusal::Timeless { release } => format!(
            "la publicación {release} no tiene años ni períodos, de modo que sus totales no pueden compararse con otras: \
             declare sus años como un período"
        ),
        Refusal::Changing { measure, dimension } => format!(
            "{measure} por {dimension}: una publicación anterior también lo publica, y cambia de una publicación a otra \
             sin que cambie nada más de esas personas: diga en el libro de códigos hasta qué año está resuelto \
             (`settled`), o deje {dimension} fuera de las secciones"
        ),
        Refusal::FewWaiting { part, whole, until } => format!(
            "{part} dentro de {whole}, hasta el final de {until}: los totales que se publican mostrarían cuán pocas personas \
             aún no cuentan en {part}. Declare periodos en lugar de años para estas medidas, o deje fuera las tablas de {part} \
             por año."
        ),
        Refusal::Pending { group } => format!(
            "{group}: hay solicitudes en trámite, aunque según el libro de códigos esos años están resueltos: haga que \
             `settled` termine antes, o corrija esos registros"
        ),
        Refusal::Impossible { group } => {
            format!(
                "{group}: hay personas, aunque las relaciones del libro de códigos lo excluyen: corrija esos registros o la \
                 relación"
            )
        }
        Refusal::Contradiction { group } => format!(
            "{group}: su cuenta no concuerda con sus sumas, con lo que dice de ella el libro de códigos o con lo ya \
             publicado"
        ),
    };
    Text::new(spanish, refusal.to_string())
}

fn explain_findings(findings: usize) -> Text {
    Text::new(
        format!(
            "de lo que se publicaría podrían deducirse números ocultos; hallazgos del ataque: {findings}"
        ),
        format!(
            "hidden numbers could be derived from what would be published; findings of the attack: {findings}"
        ),
    )
}

fn explain_insider() -> Text {
    Text::new(
        "con lo que se publicaría, quien conoce su propio registro podría deducir algo de otras personas",
        "from what would be published, somebody who knows their own record could derive something about other people",
    )
}

impl From<&Note> for TooFine {
    fn from(note: &Note) -> Self {
        match note {
            Note::Withheld { table } => TooFine::Table(table.clone()),
            Note::Exposed { address } => TooFine::Group(address.to_string()),
        }
    }
}

fn convert_conflict(conflict: &read::Conflict) -> Conflict {
    let [believed, overruled] = conflict.sources.clone();
    Conflict {
        field: conflict.variable.clone(),
        believed,
        overruled,
        applications: conflict.applications,
    }
}

fn count_pairs((rule, decided): (&String, &RuleDecisions)) -> CandidatePairs {
    let RuleDecisions {
        same,
        different,
        open,
    } = *decided;
    CandidatePairs {
        rule: rule.clone(),
        open,
        same,
        different,
    }
}

fn count_source(source: &codebook::Source, tally: &Tally, intake: &Intake) -> Source {
    Source {
        id: source.id.clone(),
        institution: source
            .institution
            .clone()
            .unwrap_or_else(|| Text::new("Registros", "Records")),
        files: intake.files.get(&source.id).cloned().unwrap_or_default(),
        rows: tally.rows,
        counted: tally.counted,
        corrected: tally.corrected,
        merged: tally.merged,
        linked: tally.linked,
        set_aside: tally.set_aside.values().sum(),
    }
}

fn count_rules(source: &codebook::Source, tally: &Tally) -> Vec<Applied> {
    let rules = tally.rules.iter().map(|(rule, rows)| Applied {
        source: source.id.clone(),
        field: rule.variable.clone(),
        rule: rule.name.clone(),
        rows: *rows,
    });
    rules.collect()
}

fn count_set_aside(source: &codebook::Source, tally: &Tally) -> Vec<SetAside> {
    let reasons = tally.set_aside.iter();
    reasons
        .map(|(reason, rows)| SetAside {
            source: source.id.clone(),
            reason: reason.text(),
            rows: *rows,
        })
        .collect()
}

/// Lists a suggestion for each category that a value may stand for.
fn list_suggestions(file: &str, near: &read::Suggestion) -> Vec<Suggestion> {
    let suggestion = |(category, command): (&cube::Category, String)| Suggestion {
        dimension: near.dimension.clone(),
        written: near.written.clone(),
        code: category.code.clone(),
        rows: near.rows,
        command,
    };
    near.meant
        .iter()
        .zip(near.commands(file))
        .map(suggestion)
        .collect()
}

fn count_measure(measure: &cube::Measure, codebook: &Codebook, intake: &Intake) -> Measure {
    let persons = count_by_year(codebook, intake, &measure.id, None);
    Measure {
        id: measure.id.clone(),
        label: measure.label.clone(),
        persons,
    }
}

/// Counts the known answers and the categories of a dimension. Categories are counted in a measure that a table shows by
/// this dimension and year, preferably the measure that contains all others.
fn count_dimension(index: usize, codebook: &Codebook, intake: &Intake) -> Dimension {
    let dimension = &codebook.dimensions[index];
    let catalog = codebook.catalog();
    let by_year = [&catalog.time, &dimension.id];
    let tables = catalog
        .tables
        .iter()
        .filter(|table| table.dimensions.iter().eq(by_year));
    let counted_in = tables
        .map(|table| &table.measure)
        .min_by_key(|id| **id != codebook.whole().id);
    let list = &dimension.list;
    let category = |(measure, category): (&String, &cube::Category)| Category {
        code: category.code.clone(),
        label: category.label.clone(),
        depth: list.ancestors(&category.code).count(),
        persons: count_by_year(
            codebook,
            intake,
            measure,
            Some((&dimension.id, &category.code)),
        ),
    };
    let counted = counted_in.into_iter().flat_map(|measure| {
        list.categories
            .iter()
            .map(move |category| (measure, category))
    });
    Dimension {
        id: dimension.id.clone(),
        label: list.label.clone(),
        known: intake.known.years_of(index).to_vec(),
        counted_in: counted_in.cloned(),
        categories: counted.map(category).collect(),
    }
}

/// Counts the persons of each published year in a measure, or in one category of it.
fn count_by_year(
    codebook: &Codebook,
    intake: &Intake,
    measure: &str,
    pin: Option<(&str, &str)>,
) -> Vec<u64> {
    let time = &codebook.catalog().time;
    let year = |year: u16| {
        let year = year.to_string();
        let pins = pin.into_iter().chain([(time.as_str(), year.as_str())]);
        intake.counts.get(&Address::new(measure, pins))
    };
    codebook.years.clone().map(year).collect()
}

/// Lists differences between the records and the counts that stay, one after the other.
fn list_waiting(waiting: &ledger::waiting::Waiting) -> Vec<Waiting> {
    let mut all = Vec::new();
    for group in &waiting.groups {
        let year = group.years.parse();
        let is_held = year.is_ok_and(|year| waiting.held_years.contains(&year));
        let mut add = |dimension, persons| {
            all.push(Waiting {
                measure: group.measure.clone(),
                years: group.years.clone(),
                dimension,
                persons,
                waits_for: if is_held {
                    WaitsFor::Threshold
                } else {
                    WaitsFor::Revision
                },
            });
        };
        if group.persons != 0 {
            add(None, group.persons);
        }
        for (dimension, persons) in &group.moved {
            let persons = i64::try_from(*persons).unwrap_or(i64::MAX);
            add(Some(dimension.clone()), persons);
        }
    }
    for held in &waiting.decisions {
        all.push(Waiting {
            measure: held.measure.clone(),
            years: held.year.to_string(),
            dimension: None,
            persons: i64::try_from(held.persons).unwrap_or(i64::MAX),
            waits_for: WaitsFor::Application,
        });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::account::AnswerCounts;
    use codebook::sample::{ROW, codebook, row};
    use records::sample::intake;

    #[test]
    fn every_row_and_every_person_is_in_the_account() {
        let rows = [
            ROW.into(),
            row("sexo", "Señora"),
            row("sexo", "N/D"),
            row("tipo", "ACU"),
            row("solicitud", "2019-01-01"),
        ];
        let account = Account::from_intake(&codebook(&[]), "libro.toml", &intake(&rows), &[]);
        let Source {
            rows,
            counted,
            corrected,
            merged,
            linked,
            set_aside,
            ..
        } = account.sum_sources();
        assert_eq!(
            [rows, counted, corrected, merged, linked, set_aside],
            [5, 2, 1, 0, 0, 2]
        );
        assert!(matches!(account.sources[0].files.as_slice(), [file] if file.ends_with("0.csv")));
        let persons = |measure: &Measure| (measure.id.clone(), measure.persons.clone());
        let expected = [
            ("solicitudes".to_owned(), vec![3, 0]),
            ("acreditadas".to_owned(), vec![3, 0]),
        ];
        assert_eq!(
            account.measures.iter().map(persons).collect::<Vec<_>>(),
            expected
        );
        let sex = account
            .dimensions
            .iter()
            .find(|dimension| dimension.id == "sexo")
            .unwrap();
        let known = |known, unknown| AnswerCounts {
            known,
            unknown,
            not_asked: 0,
        };
        assert_eq!(sex.known, [known(2, 1), known(0, 0)]);
        let categories = |category: &Category| (category.code.clone(), category.persons.clone());
        let expected = [("F", [2, 0]), ("M", [0, 0]), ("U", [1, 0])];
        assert_eq!(
            sex.categories.iter().map(categories).collect::<Vec<_>>(),
            expected.map(|(code, persons)| (code.to_owned(), persons.to_vec()))
        );
        let reasons: Vec<&str> = account
            .set_aside
            .iter()
            .map(|set_aside| set_aside.reason.get(cube::Lang::Es))
            .collect();
        assert_eq!(reasons, ["no es tipo=DIR", "fuera de los años publicados"]);
    }

    #[test]
    fn suggestions_are_in_the_account_with_the_command_that_accepts_them() {
        let account = Account::from_intake(
            &codebook(&[]),
            "libro.toml",
            &intake(&[row("nacionalidad", "Costa Rrica").replace(";NAC;", ";EXT;")]),
            &[],
        );
        let expected = Suggestion {
            dimension: "nacionalidad".into(),
            written: "Costa Rrica".into(),
            code: "CRI".into(),
            rows: 1,
            command: "tablero codebook accept --codebook libro.toml --dimension nacionalidad --category CRI \
                      --spelling \"Costa Rrica\""
                .into(),
        };
        assert_eq!(account.suggestions, [expected]);
    }

    #[test]
    fn no_value_of_a_field_is_in_the_account() {
        let canary = "Xkanarya";
        let rows = [
            row("nacionalidad", canary).replace(";NAC;", ";EXT;"),
            row("tipo", "ACU").replace(";F;14;CRI;", &format!(";{canary};{canary};{canary};")),
        ];
        let account = Account::from_intake(&codebook(&[]), "libro.toml", &intake(&rows), &[]);
        assert_eq!(account.sum_sources().rows, 2);
        assert!(!format!("{account:?}").contains(canary));
    }
}
