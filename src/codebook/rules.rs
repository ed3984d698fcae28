//! Names the rules by which records are read and cleaned, as reports count them; no correction may have one of them.

/// Another declared spelling of the category.
pub const SYNONYM: &str = "synonym";

/// A declared spelling but for case, accents, white space or punctuation around it.
pub const SPELLING: &str = "spelling";

/// An age that is not written as digits alone, such as “14 años”, “14.0” or “8 meses”.
pub const AGE_NOTATION: &str = "age-notation";

/// A value that no category names, counted in the category that the codebook has for such values.
pub const OTHERWISE: &str = "otherwise";

/// "Not known" among answers that are known.
pub const BESIDE_ANSWERS: &str = "not-known-beside-answers";

/// An age that is missing, calculated from the date of birth.
pub const AGE_FROM_BIRTH: &str = "age-from-birth-date";

/// An age that lies more than a year from the date of birth, settled as the codebook says.
pub const AGE_AGAINST_BIRTH: &str = "age-against-birth-date";

/// An age that stands although the date of birth beside it is not understood.
pub const BIRTH_NOT_UNDERSTOOD: &str = "birth-date-not-understood";

/// A part that is dated after the last published year counts in the whole only.
pub const DECIDED_AFTER: &str = "decided-after-last-year";

/// A value that no other rule settles becomes "not known", where the codebook says so.
pub const UNSETTLED: &str = "unsettled-is-unknown";

/// A question that does not apply to a person, and that has no answer, gets the category for that.
pub const NOT_ASKED: &str = "not-asked";

/// A missing answer follows from the dimension that it is derived from.
pub const DERIVED: &str = "derived";

/// A person's decision joined rows of different dates, and the earliest is taken.
pub const EARLIEST: &str = "earliest-date";

/// All names that the reader uses itself.
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
