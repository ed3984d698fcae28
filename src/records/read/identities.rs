//! Columns that look as if they held who somebody is: by their names, or by what stands in them.
//!
//! Such a column is never read by accident: the codebook drops it, reads it as categories, or makes it an identity key,
//! of which only a keyed hash is kept. What files look like is not known here.

use codebook::identifiers::{recognize_by_fields, recognize_by_name};

use crate::read::problem::{Cause, Sign};

/// Of how many rows the fields are looked at.
pub(super) const SAMPLE: usize = 200;

/// Why a column may not be there as it is, if it looks as if it identified people. `fields` are some of its fields.
pub(super) fn suspect<'a>(
    column: &str,
    fields: impl IntoIterator<Item = &'a str>,
) -> Option<Cause> {
    let named = recognize_by_name(column).map(|identity| (identity, Sign::Name));
    let found =
        named.or_else(|| recognize_by_fields(fields).map(|identity| (identity, Sign::Fields)));
    found.map(|(identity, sign)| Cause::Identity {
        identity,
        sign,
        drop: format!("drop = [{column:?}]"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_suspect_is_told_with_the_way_out() {
        let told =
            |column, fields: [&str; 2]| suspect(column, fields).map(|cause| cause.to_string());
        let by_name = "this column seems to hold names of people, by its name; write drop = [\"Nombre\"] into its source \
                       in the codebook, and it is never read";
        assert_eq!(told("Nombre", ["Sí", "No"]).as_deref(), Some(by_name));
        let by_fields = "this column seems to hold e-mail addresses, by what stands in it; write drop = [\"obs\"] into \
                         its source in the codebook, and it is never read";
        assert_eq!(
            told("obs", ["", "ana@example.org"]).as_deref(),
            Some(by_fields)
        );
        assert_eq!(told("obs", ["", "Sí"]), None);
    }
}
