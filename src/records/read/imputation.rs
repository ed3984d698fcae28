//! Imputes missing answers from declared relations: "not applicable" and derived dimensions.
//!
//! This module must not know the location of a row.

use crate::clean::{AppliedRule, CleanValue};
use crate::read::unresolved_field::UnresolvedField;
use codebook::{Answer, Codebook, Condition, Dimension, Imputation, Unresolved};

/// For each dimension, whether its answer is missing or "not known".
pub(super) struct MissingAnswers(Vec<bool>);

impl MissingAnswers {
    pub(super) fn new(codebook: &Codebook, answers: &[CleanValue<Answer>]) -> Self {
        let dimensions = answers.iter().zip(&codebook.dimensions);
        MissingAnswers(
            dimensions
                .map(|(answer, dimension)| is_missing(answer, dimension))
                .collect(),
        )
    }

    /// Imputes all answers that follow from the relations, and adds the rules that were applied.
    pub(super) fn impute<'a>(
        &mut self,
        codebook: &'a Codebook,
        answers: &mut [Result<Answer, UnresolvedField>],
        rules: &mut Vec<AppliedRule<'a>>,
    ) {
        while let Some(Imputation {
            dimension,
            category,
            rule,
            ..
        }) = self.next_imputation(codebook, answers)
        {
            answers[dimension] = Ok(Answer::One(category));
            self.0[dimension] = false;
            rules.push(AppliedRule {
                variable: &codebook.dimensions[dimension].id,
                name: rule,
            });
        }
    }

    /// Whether the answer is missing and was not imputed.
    pub(super) fn is_missing(&self, dimension: usize) -> bool {
        self.0[dimension]
    }

    /// Finds the next imputation: first from answers that are known, then from those that are not.
    fn next_imputation(
        &self,
        codebook: &Codebook,
        answers: &[Result<Answer, UnresolvedField>],
    ) -> Option<Imputation> {
        let holds = |condition: &Condition| {
            let answer = answers[condition.dimension].as_ref().ok()?;
            Some(condition.holds(answer))
        };
        let changes_answer = |imputed: &Imputation| {
            self.0[imputed.dimension]
                && answers[imputed.dimension] != Ok(Answer::One(imputed.category))
        };
        codebook
            .relations
            .iter()
            .filter_map(|relation| relation.impute(holds))
            .filter(changes_answer)
            .min_by_key(|imputed| self.0[imputed.from])
    }
}

fn is_missing(answer: &CleanValue<Answer>, dimension: &Dimension) -> bool {
    match answer {
        CleanValue::NotCollected | CleanValue::Unresolved(Unresolved::Missing) => true,
        CleanValue::Unresolved(_) => false,
        CleanValue::Valid(answer) => dimension
            .dictionary
            .unknown()
            .is_some_and(|unknown| answer.categories() == [unknown]),
    }
}

#[cfg(test)]
mod tests {
    use crate::{read::Values, sample::Files};
    use codebook::sample::{HEADER, ROW, codebook};

    /// Declares a dimension that applies to `condicion=EXT` only, and one that is derived from `nacionalidad`.
    const RELATIONS: &str = r#"
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

    /// Returns in which categories of the two dimensions a row is counted, the rules, and why it is set aside.
    fn read_row(header: &str, row: &str) -> String {
        let section = (
            "dimensions = [\"sexo\", ",
            "dimensions = [\"ingreso\", \"region\", \"sexo\", ",
        );
        let lacks = "[[source]]\nid = \"una\"\nlacks = [\"ingreso\", \"region\"]\n\n[[measure]]";
        let mut changes = vec![("\n[[equal]]", RELATIONS), section];
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
            .map(|rule| format!("[{} {}]", rule.variable, rule.name))
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
    fn a_missing_answer_where_the_question_does_not_apply_is_imputed() {
        let header = format!("{HEADER};ingreso;region");
        let with = |more: &str| read_row(&header, &format!("{ROW};{more}"));
        assert_eq!(with("NA;CA"), "ingreso=NA region=CA");
        assert_eq!(with(";CA"), "ingreso=NA region=CA [ingreso not-asked]");
        let foreign = |more: &str| {
            read_row(
                &header,
                &format!("{};{more}", ROW.replace("CRI;NAC", "OTR;EXT")),
            )
        };
        // A missing answer where the question applies is not known.
        assert_eq!(foreign(";RM"), "ingreso=U region=RM");
        assert_eq!(foreign("REG;RM"), "ingreso=REG region=RM");
        // Any other answer contradicts the relation.
        let contradiction = "contradictory: everybody is in one of condicion=EXT and ingreso=NA, and nobody in both";
        assert_eq!(with("REG;CA"), contradiction);
    }

    #[test]
    fn a_missing_answer_in_a_derived_dimension_is_imputed() {
        let header = format!("{HEADER};ingreso;region");
        let with = |more: &str| read_row(&header, &format!("{ROW};{more}"));
        assert_eq!(with("NA;"), "ingreso=NA region=CA [region derived]");
        assert_eq!(
            with("NA;RM"),
            "contradictory: region=CA and nacionalidad=CRI always hold the same persons"
        );
        // The same where a source has no such columns.
        let lacking = "ingreso=NA region=CA [ingreso not-asked] [region derived]";
        assert_eq!(read_row(HEADER, ROW), lacking);
        let foreign = read_row(HEADER, &ROW.replace("CRI;NAC", "OTR;EXT"));
        assert_eq!(foreign, "ingreso=U region=RM [region derived]");
    }
}
