//! Names the code of the total of each column: one for all, or each its own.

use std::collections::BTreeMap;

use crate::foreign::error::ForeignError;

/// The codes of the totals.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// The code in all columns that have none of their own. `None`: they have no total.
    default: Option<String>,
    /// The code of each column that has one of its own. `None`: the column has no total.
    columns: BTreeMap<String, Option<String>>,
}

impl Totals {
    /// Parses the values of `--total`: `Total` for all columns, `sexo=Ambos sexos,provincia=Total`
    /// for some, `sexo=` for a column without a total. A part without `=` after the first one
    /// belongs to the code before it, for a code may hold a comma.
    pub fn parse(values: &[String], dimensions: &[String]) -> Result<Self, ForeignError> {
        let mut totals = Totals {
            default: Some("Total".into()),
            columns: BTreeMap::new(),
        };
        for value in values {
            let mut parts: Vec<(Option<&str>, String)> = Vec::new();
            for part in value.split(',') {
                match (part.split_once('='), parts.last_mut()) {
                    (Some((column, code)), _) => {
                        parts.push((Some(column.trim()), code.trim().into()));
                    }
                    (None, Some((_, code))) => *code = format!("{code},{part}"),
                    (None, None) => parts.push((None, part.trim().into())),
                }
            }
            for (column, code) in parts {
                totals.set(column, code, dimensions)?;
            }
        }
        Ok(totals)
    }

    fn set(
        &mut self,
        column: Option<&str>,
        code: String,
        dimensions: &[String],
    ) -> Result<(), ForeignError> {
        let is_quoted = code.len() > 1 && code.starts_with('"') && code.ends_with('"');
        let code = if is_quoted {
            code[1..code.len() - 1].to_owned()
        } else {
            code
        };
        let code = Some(code).filter(|code| !code.is_empty());
        match column {
            None => self.default = code,
            Some(column) if dimensions.iter().any(|known| known == column) => {
                self.columns.insert(column.into(), code);
            }
            Some(column) => {
                return Err(ForeignError::NoTotalColumn {
                    column: column.into(),
                    dimensions: dimensions.to_vec(),
                });
            }
        }
        Ok(())
    }

    /// Returns the code of a column's total. `None`: the column has no total.
    pub(super) fn of_column(&self, column: &str) -> Option<&str> {
        let code = self.columns.get(column).unwrap_or(&self.default);
        code.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The total of the columns `a` and `b`.
    fn parse(values: &[&str]) -> Result<[Option<String>; 2], String> {
        let values: Vec<String> = values.iter().map(|value| (*value).into()).collect();
        let totals = Totals::parse(&values, &["a".into(), "b".into()]);
        let totals = totals.map_err(|error| error.to_string())?;
        Ok(["a", "b"].map(|column| totals.of_column(column).map(Into::into)))
    }

    #[test]
    fn each_column_may_have_a_total_of_its_own() {
        let some = |a: &str, b: &str| {
            Ok([a, b].map(|code| Some(code.to_owned()).filter(|code| !code.is_empty())))
        };
        assert_eq!(parse(&[]), some("Total", "Total"));
        assert_eq!(parse(&["_T"]), some("_T", "_T"));
        assert_eq!(
            parse(&["a=Ambos sexos,b=Todo el país"]),
            some("Ambos sexos", "Todo el país")
        );
        assert_eq!(
            parse(&["a=\"Ambos sexos\",b=\"Todo, todo\""]),
            some("Ambos sexos", "Todo, todo")
        );
        assert_eq!(parse(&["b=", "a=_T"]), some("_T", ""));
        assert_eq!(parse(&["Todos,b=Total"]), some("Todos", "Total"));
        assert_eq!(
            parse(&["a=Total, all ages"]),
            some("Total, all ages", "Total")
        );
        assert_eq!(
            parse(&["Total, all ages"]),
            some("Total, all ages", "Total, all ages")
        );
        assert_eq!(parse(&[""]), some("", ""));
        assert_eq!(
            parse(&["c=x"]).unwrap_err(),
            "--total: “c” is none of the columns of --dimensions (a, b)"
        );
    }
}
