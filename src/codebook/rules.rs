//! Names the rules by which records are read and cleaned, as in reports. Corrections cannot have these names.

/// Another declared spelling of the category.
pub const SYNONYM: &str = "synonym";

/// A declared spelling with another case, accents, white space or punctuation around it.
pub const SPELLING: &str = "spelling";

/// An age that is not written as digits alone, such as “14 años”, “14.0” or “8 meses”.
pub const AGE_NOTATION: &str = "age-notation";

/// A value that no category lists, counted in the category for other values.
pub const OTHERWISE: &str = "otherwise";

/// "Not known" beside known answers is ignored.
pub const BESIDE_ANSWERS: &str = "not-known-beside-answers";

/// An age that is missing, calculated from the date of birth.
pub const AGE_FROM_BIRTH: &str = "age-from-birth-date";

/// An age that differs by more than a year from the date of birth, treated by the codebook's policy.
pub const AGE_AGAINST_BIRTH: &str = "age-against-birth-date";

/// An age that is used although the date of birth cannot be read.
pub const BIRTH_NOT_UNDERSTOOD: &str = "birth-date-not-understood";

/// A person of a part that is dated after the last published year is counted in the whole only.
pub const DECIDED_AFTER: &str = "decided-after-last-year";

/// A value that no other rule resolves becomes "not known", by the codebook's policy.
pub const UNSETTLED: &str = "unsettled-is-unknown";

/// A missing answer in a dimension that does not apply to the person is imputed as "not applicable".
pub const NOT_ASKED: &str = "not-asked";

/// A missing answer is imputed from the dimension from which it is derived.
pub const DERIVED: &str = "derived";

/// Rows that a person's decision joined have different dates, and the earliest is used.
pub const EARLIEST: &str = "earliest-date";

/// The names of all of these rules.
pub const OWN_RULES: [&str; 13] = [
    SYNONYM,
    SPELLING,
    AGE_NOTATION,
    OTHERWISE,
    BESIDE_ANSWERS,
    AGE_FROM_BIRTH,
    AGE_AGAINST_BIRTH,
    BIRTH_NOT_UNDERSTOOD,
    DECIDED_AFTER,
    UNSETTLED,
    NOT_ASKED,
    DERIVED,
    EARLIEST,
];
