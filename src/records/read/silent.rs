//! What follows for who says nothing: who is not asked is in the category for that, and what is derived follows. Where a
//! row stands is not known here.

use crate::clean::{Said, Took};
use crate::read::fault::Fault;
use codebook::{Answer, Codebook, Condition, Dimension, Imputation, Unresolved};

/// For each dimension, whether nothing is said of it.
pub(super) struct Silent(Vec<bool>);

impl Silent {
    pub(super) fn new(codebook: &Codebook, answers: &[Said<Answer>]) -> Self {
        let is_silent = |(said, dimension): (&Said<Answer>, &Dimension)| match said {
            Said::NotAsked | Said::NotUnderstood(Unresolved::Missing) => true,
            Said::NotUnderstood(_) => false,
            Said::This(answer) => dimension
                .dictionary
                .unknown()
                .is_some_and(|unknown| answer.categories() == [unknown]),
        };
        Silent(
            answers
                .iter()
                .zip(&codebook.dimensions)
                .map(is_silent)
                .collect(),
        )
    }

    /// Fills in what follows from what everybody knows.
    pub(super) fn fill<'a>(
        &mut self,
        codebook: &'a Codebook,
        answers: &mut [Result<Answer, Fault>],
        rules: &mut Vec<Took<'a>>,
    ) {
        while let Some(Imputation {
            dimension,
            category,
            rule,
            ..
        }) = self.next(codebook, answers)
        {
            answers[dimension] = Ok(Answer::One(category));
            self.0[dimension] = false;
            rules.push(Took {
                place: &codebook.dimensions[dimension].id,
                name: rule,
            });
        }
    }

    /// Whether nothing is said, and nothing follows.
    pub(super) fn is_silent(&self, dimension: usize) -> bool {
        self.0[dimension]
    }

    /// What follows next: first from what is said, then from what is not known.
    fn next(&self, codebook: &Codebook, answers: &[Result<Answer, Fault>]) -> Option<Imputation> {
        let holds = |condition: &Condition| {
            answers[condition.dimension]
                .as_ref()
                .ok()
                .map(|told| condition.holds(told))
        };
        let follows = || {
            codebook
                .relations
                .iter()
                .filter_map(|relation| relation.impute(holds))
        };
        let is_news = |follows: &Imputation| {
            self.0[follows.dimension]
                && answers[follows.dimension] != Ok(Answer::One(follows.category))
        };
        follows()
            .filter(is_news)
            .min_by_key(|follows| self.0[follows.from])
    }
}

#[cfg(test)]
mod tests {
    use crate::{read::Values, sample::Files};
    use codebook::sample::{HEADER, ROW, codebook};

    /// A dimension with its own column, of which only whoever is in `condicion=EXT` is asked, and one that follows from
    /// `nacionalidad`.
    const ASKED: &str = r#"
[[dimension]]
id = "ingreso"
label = { es = "Ingreso", en = "Entry" }
column = "ingreso"
categories = [
  { code = "REG", es = "Regular", en = "Regular" },
  { code = "NA", es = "No aplica", en = "Not applicable" },
  { code = "U", es = "Sin información", en = "Not stated", unknown = true },
]

[[dimension]]
id = "region"
label = { es = "Región", en = "Region" }
column = "region"
categories = [
  { code = "CA", es = "Centroamérica", en = "Central America" },
  { code = "RM", es = "Resto del mundo", en = "Rest of the world" },
]

[[asked]]
dimension = "ingreso"
if = { dimension = "condicion", code = "EXT" }
else = "NA"

[[derived]]
dimension = "region"
from = "nacionalidad"
codes = { CA = ["CRI"], RM = ["OTR"] }

[[equal]]"#;

    /// What becomes of a row with these two columns, and which cells of them it counts in.
    fn settled(header: &str, row: &str) -> String {
        let section = (
            "dimensions = [\"sexo\", ",
            "dimensions = [\"ingreso\", \"region\", \"sexo\", ",
        );
        let lacks = "[[source]]\nid = \"una\"\nlacks = [\"ingreso\", \"region\"]\n\n[[measure]]";
        let mut changes = vec![("\n[[equal]]", ASKED), section];
        if header == HEADER {
            changes.push(("[[measure]]", lacks));
        }
        let codebook = codebook(&changes);
        let intake = Files::new(&[format!("{header}\n{row}\n")])
            .read(&codebook, Values::Concealed)
            .unwrap();
        let cells = [
            ("ingreso", "REG"),
            ("ingreso", "NA"),
            ("ingreso", "U"),
            ("region", "CA"),
            ("region", "RM"),
        ];
        let counted = cells.into_iter().filter(|(dimension, code)| {
            let address =
                cube::Address::new("solicitudes", [("anio", "2024"), (*dimension, *code)]);
            intake.counts.get(&address) == 1
        });
        let counted: Vec<String> = counted
            .map(|(dimension, code)| format!("{dimension}={code}"))
            .collect();
        let rules: Vec<String> = intake
            .tally
            .rules
            .keys()
            .map(|rule| format!("[{} {}]", rule.place, rule.name))
            .collect();
        let aside: Vec<String> = intake
            .tally
            .set_aside
            .keys()
            .map(ToString::to_string)
            .collect();
        [counted, rules, aside].concat().join(" ")
    }

    #[test]
    fn who_is_not_asked_and_says_nothing_is_in_the_category_for_that() {
        let header = format!("{HEADER};ingreso;region");
        let with = |more: &str| settled(&header, &format!("{ROW};{more}"));
        assert_eq!(with("NA;CA"), "ingreso=NA region=CA");
        assert_eq!(with(";CA"), "ingreso=NA region=CA [ingreso not-asked]");
        let foreign = |more: &str| {
            settled(
                &header,
                &format!("{};{more}", ROW.replace("CRI;NAC", "OTR;EXT")),
            )
        };
        // Who is asked and says nothing is not known.
        assert_eq!(foreign(";RM"), "ingreso=U region=RM");
        assert_eq!(foreign("REG;RM"), "ingreso=REG region=RM");
        // Who says something else contradicts it.
        let contradiction = "contradictory: everybody is in one of condicion=EXT and ingreso=NA, and nobody in both";
        assert_eq!(with("REG;CA"), contradiction);
    }

    #[test]
    fn what_is_derived_and_not_said_follows() {
        let header = format!("{HEADER};ingreso;region");
        let with = |more: &str| settled(&header, &format!("{ROW};{more}"));
        assert_eq!(with("NA;"), "ingreso=NA region=CA [region derived]");
        assert_eq!(
            with("NA;RM"),
            "contradictory: region=CA and nacionalidad=CRI always hold the same persons"
        );
        // The same where a source has no such columns.
        let lacking = "ingreso=NA region=CA [ingreso not-asked] [region derived]";
        assert_eq!(settled(HEADER, ROW), lacking);
        let foreign = settled(HEADER, &ROW.replace("CRI;NAC", "OTR;EXT"));
        assert_eq!(foreign, "ingreso=U region=RM [region derived]");
    }
}
