//! By what a row is recognized: a pseudonym for each identity key that it has.

use std::collections::BTreeSet;

use super::{Pseudonym, Secret, merge::SourceId, pseudonym::Hasher};
use crate::spelling::fold;

/// The identity keys, resolved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct IdentityKeys {
    /// For each key, its name and the positions of its columns among the codebook's.
    pub keys: Vec<(String, Vec<usize>)>,
    /// What the records write for "not known", folded: no two rows agree in that.
    pub missing: BTreeSet<String>,
    /// The ids of the sources.
    pub sources: Vec<String>,
}

/// What a row is recognized by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RowKeys {
    /// Its identity keys, in the codebook's order, at least one. Rows that share one are one application.
    Exact(Vec<Pseudonym>),
    /// It has none: all that it says. Several people may say the same, so equal rows are not one application.
    Whole(Pseudonym),
}

impl RowKeys {
    /// What stands for the row in decisions.
    pub(crate) fn all(&self) -> &[Pseudonym] {
        match self {
            RowKeys::Exact(keys) => keys,
            RowKeys::Whole(whole) => std::slice::from_ref(whole),
        }
    }
}

/// Recognizes rows.
pub(crate) struct Recognizer<'a> {
    identity: &'a IdentityKeys,
    hasher: Hasher<'a>,
}

impl<'a> Recognizer<'a> {
    pub(crate) fn new(identity: &'a IdentityKeys, secret: &'a Secret) -> Self {
        Recognizer { identity, hasher: Hasher::new(secret) }
    }

    /// The pseudonyms of the identity keys of which nothing is missing. A row has one field for each of the codebook's
    /// columns, `None` where its source has no such column.
    pub(crate) fn exact(&mut self, fields: &[Option<&str>]) -> Vec<Pseudonym> {
        let identity = self.identity;
        let told = |column: &usize| fields[*column].filter(|field| !identity.is_missing(field));
        let pseudonym = |(name, columns): &(String, Vec<usize>)| {
            let fields: Vec<&str> = columns.iter().map(told).collect::<Option<_>>()?;
            Some(self.hasher.hash(name, fields))
        };
        identity.keys.iter().filter_map(pseudonym).collect()
    }

    /// What the row is recognized by.
    pub(crate) fn row(&mut self, source: SourceId, fields: &[Option<&str>]) -> RowKeys {
        match self.exact(fields) {
            keys if keys.is_empty() => {
                let source = self.identity.sources.get(source).map_or("", String::as_str);
                let fields = fields.iter().map(|field| field.unwrap_or_default());
                RowKeys::Whole(self.hasher.hash("row", std::iter::once(source).chain(fields)))
            }
            keys => RowKeys::Exact(keys),
        }
    }

    /// The pseudonym of what has to be the same by some rule; none where any of it is missing.
    pub(crate) fn same(&mut self, rule: &str, fields: &[Option<&str>]) -> Option<Pseudonym> {
        let identity = self.identity;
        let told = |field: &Option<&'_ str>| field.is_some_and(|field| !identity.is_missing(field));
        fields.iter().all(told).then(|| self.hasher.hash(rule, fields.iter().flatten().copied()))
    }
}

impl IdentityKeys {
    fn is_missing(&self, field: &str) -> bool {
        field.trim().is_empty() || self.missing.contains(&fold(field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity() -> IdentityKeys {
        IdentityKeys {
            keys: vec![("key expediente".into(), vec![0]), ("key nombre, nacimiento".into(), vec![2, 1])],
            missing: ["n/d".to_owned()].into(),
            sources: vec!["pani".into(), "dgme".into()],
        }
    }

    fn row(source: SourceId, fields: [Option<&str>; 3]) -> RowKeys {
        let secret = Secret::from_text("0123456789abcdef".repeat(4).into(), "here").unwrap();
        Recognizer::new(&identity(), &secret).row(source, &fields)
    }

    #[test]
    fn a_row_has_each_key_of_which_nothing_is_missing() {
        let all = row(0, [Some("17"), Some("1990-01-31"), Some("Ana")]);
        assert_eq!(all.all().len(), 2);
        assert_eq!(row(1, [Some("17"), Some("N/D"), Some("Ana")]), RowKeys::Exact(vec![all.all()[0]]));
        assert_eq!(row(1, [Some(" "), Some("1990-01-31"), Some("ANA")]), RowKeys::Exact(vec![all.all()[1]]));
        assert_eq!(row(1, [None, Some("1990-01-31"), Some("Ána")]), RowKeys::Exact(vec![all.all()[1]]));
    }

    #[test]
    fn a_row_without_keys_is_recognized_by_all_of_it() {
        let one = row(0, [None, Some("n/d"), Some("Ana")]);
        assert!(matches!(one, RowKeys::Whole(_)));
        assert_eq!(one, row(0, [None, Some("N/D"), Some("ana")]));
        assert_ne!(one, row(1, [None, Some("n/d"), Some("Ana")]));
        assert_ne!(one, row(0, [None, Some("n/d"), Some("Eva")]));
    }
}
