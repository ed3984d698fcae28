//! Draws the traits on which all other attributes of an invented person depend: sex, age and origin.
//!
//! The weights are invented, within the totals that [`super`] names.

use crate::demo::dice::{Dice, Weighted};

/// Recorded sex.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Sex {
    /// Women and girls.
    #[default]
    Female,
    /// Men and boys.
    Male,
    /// Recorded as neither.
    Other,
}

/// Where someone is from, as far as the other attributes depend on it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Origin {
    /// Costa Rican nationals, naturalised or not.
    #[default]
    CostaRica,
    /// Nicaraguan nationals.
    Nicaragua,
    /// Everybody else.
    Elsewhere,
}

/// The stage of life that schooling, work and recruitment depend on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Up to 11.
    Child,
    /// 12 to 17.
    Adolescent,
    /// 18 and over.
    Adult,
}

/// The traits on which the other attributes depend.
pub struct Traits {
    /// Recorded sex.
    pub sex: Sex,
    /// Age in completed years.
    pub age: u32,
    /// Where they are from.
    pub origin: Origin,
}

impl Traits {
    /// Draws the traits of a person.
    pub fn draw(dice: &mut Dice) -> Self {
        let sex = dice.pick(SEX);
        let (first, last) = dice.pick(if sex == Sex::Male {
            AGE_MALE
        } else {
            AGE_FEMALE
        });
        let age = first + dice.below(last - first + 1);
        let origin = dice.pick(if sex == Sex::Male {
            ORIGIN_MALE
        } else {
            ORIGIN_FEMALE
        });
        Traits { sex, age, origin }
    }

    /// Their stage of life.
    pub fn stage(&self) -> Stage {
        match self.age {
            0..=11 => Stage::Child,
            12..=17 => Stage::Adolescent,
            _ => Stage::Adult,
        }
    }
}

const SEX: &Weighted<Sex> = &[(775, Sex::Female), (215, Sex::Male), (10, Sex::Other)];

const AGE_FEMALE: &Weighted<(u32, u32)> = &[
    (11, (0, 11)),
    (33, (12, 17)),
    (24, (18, 24)),
    (19, (25, 34)),
    (10, (35, 49)),
    (3, (50, 64)),
];

const AGE_MALE: &Weighted<(u32, u32)> = &[
    (10, (0, 11)),
    (20, (12, 17)),
    (18, (18, 24)),
    (24, (25, 34)),
    (20, (35, 49)),
    (7, (50, 64)),
    (1, (65, 79)),
];

const ORIGIN_FEMALE: &Weighted<Origin> = &[
    (54, Origin::CostaRica),
    (25, Origin::Nicaragua),
    (21, Origin::Elsewhere),
];

const ORIGIN_MALE: &Weighted<Origin> = &[
    (42, Origin::CostaRica),
    (33, Origin::Nicaragua),
    (25, Origin::Elsewhere),
];
