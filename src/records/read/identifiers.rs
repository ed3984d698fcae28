//! Detects columns that seem to hold direct identifiers, by their names or their fields.
//!
//! Such a column is never read by accident: the codebook must drop it, read it as categories, or make it an identity
//! key, of which only a keyed hash is kept. This module must not know the formats of files.

use codebook::identifiers::{recognize_by_fields, recognize_by_name};

use crate::read::problem::{Cause, Sign};

/// The number of rows whose fields are checked.
pub(super) const SAMPLE: usize = 200;

/// Returns a problem if a column seems to hold direct identifiers. `fields` are some of its fields.
pub(super) fn check_column<'a>(
    column: &str,
    fields: impl IntoIterator<Item = &'a str>,
) -> Option<Cause> {
    let (identity, sign) = match recognize_by_name(column) {
        Some(identity) => (identity, Sign::Name),
        None => (recognize_by_fields(fields)?, Sign::Fields),
    };
    Some(Cause::Identity {
        identity,
        sign,
        drop: format!("drop = [{column:?}]"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_with_identifiers_is_reported_with_the_next_step() {
        let message =
            |column, fields: [&str; 2]| check_column(column, fields).map(|cause| cause.to_string());
        let recognize_by_name = "this column seems to hold names of people, by its name; write drop = [\"Nombre\"] into its source \
                       in the codebook, and it is never read";
        assert_eq!(
            message("Nombre", ["Sí", "No"]).as_deref(),
            Some(recognize_by_name)
        );
        let recognize_by_fields = "this column seems to hold e-mail addresses, by its fields; write drop = [\"obs\"] into \
                         its source in the codebook, and it is never read";
        assert_eq!(
            message("obs", ["", "ana@example.org"]).as_deref(),
            Some(recognize_by_fields)
        );
        assert_eq!(message("obs", ["", "Sí"]), None);
    }
}
