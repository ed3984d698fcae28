//! Defines what one field can say: an answer in categories, or the reason why it is not understood.

/// The position of a category in its dimension.
pub type Category = usize;

/// What a record answers in one dimension.
#[derive(Clone, PartialEq, Eq)]
pub enum Answer {
    /// One category.
    One(Category),
    /// The categories of a multi-response dimension, sorted, at least one.
    Several(Vec<Category>),
}

impl Answer {
    /// Its categories.
    pub fn categories(&self) -> &[Category] {
        match self {
            Answer::One(category) => std::slice::from_ref(category),
            Answer::Several(categories) => categories,
        }
    }
}

/// A field that was understood, with the names of the rules that it took.
#[derive(Clone)]
pub struct Reading<'a> {
    /// The answer.
    pub answer: Answer,
    /// The names of the rules, in the order in which they were taken.
    pub rules: Vec<&'a str>,
}

/// Why a field was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strange {
    /// It is missing, and the dimension has no category for that.
    Missing,
    /// No category has this code, label or spelling.
    Unlisted,
    /// It is an age that nobody can have.
    Impossible,
    /// The date of birth beside an age is none, or nobody born then can have any age.
    Birth,
    /// The age and the date of birth are more than a year apart.
    Disagree,
}
