//! Draws an invented person as a register describes them. An empty field is not known.

use crate::demo::{
    dice::{Dice, Weighted},
    events::{self, Events},
    traits::{Origin, Sex, Stage, Traits},
};

/// One person as a register describes them.
pub struct Person {
    /// Recorded sex.
    pub sex: &'static str,
    /// Gender identity.
    pub gender: &'static str,
    /// Age in completed years as a register notes it.
    pub age: String,
    /// Age in completed years, computed from the date of birth.
    pub years: u32,
    /// Country of nationality.
    pub nationality: &'static str,
    /// Migration status when detected.
    pub status: &'static str,
    /// Highest level of education.
    pub education: &'static str,
    /// Occupation before the events.
    pub occupation: &'static str,
    /// Province of residence.
    pub province: &'static str,
    /// Mother tongue.
    pub tongue: &'static str,
    /// What happened to them.
    pub events: Events,
}

impl Person {
    /// Draws a person. `gaps` is the percentage of later questions without an answer.
    pub fn draw(dice: &mut Dice, gaps: u32) -> Self {
        let traits = Traits::draw(dice);
        let country = country(dice, &traits);
        let province = province(dice, &traits);
        let known = !dice.chance(4);
        let (nationality, status) = if known {
            (country, status(dice, country))
        } else {
            ("", "")
        };
        Person {
            sex: if dice.chance(1) { "" } else { sex(traits.sex) },
            gender: dice.unless(gaps, |dice| dice.pick(gender(traits.sex))),
            age: if dice.chance(4) {
                String::new()
            } else {
                traits.age.to_string()
            },
            years: traits.age,
            nationality,
            status,
            education: dice.unless(gaps, |dice| dice.pick(education(&traits))),
            occupation: dice.unless(gaps, |dice| dice.pick(occupation(&traits))),
            province: dice.unless(gaps / 2, |_| province),
            tongue: dice.unless(gaps / 2, |dice| tongue(dice, country, province)),
            events: events::draw(dice, &traits, gaps),
        }
    }

    /// Whether they are under 18.
    pub fn is_minor(&self) -> bool {
        self.years < 18
    }
}

/// The countries that UNODC and the State Department name for Costa Rica, and a few more.
const COUNTRIES: &Weighted<&str> = &[
    (18, "Venezuela"),
    (15, "Colombia"),
    (14, "República Dominicana"),
    (8, "Honduras"),
    (7, "El Salvador"),
    (7, "Panamá"),
    (5, "Cuba"),
    (5, "China"),
    (4, "Guatemala"),
    (4, "Filipinas"),
    (3, "Haití"),
    (2, "Indonesia"),
    (2, "Vietnam"),
    (2, "Ecuador"),
    (2, "México"),
    (2, "Estados Unidos"),
    (1, "Ghana"),
    (1, "Rusia"),
    (1, "Apátrida"),
];

fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Female => "Mujer",
        Sex::Male => "Hombre",
        Sex::Other => "Otro o intersex",
    }
}

fn country(dice: &mut Dice, traits: &Traits) -> &'static str {
    match traits.origin {
        Origin::CostaRica => "Costa Rica",
        Origin::Nicaragua => "Nicaragua",
        Origin::Elsewhere => dice.pick(COUNTRIES),
    }
}

/// Nationals, and only they, have the status of nationals.
fn status(dice: &mut Dice, country: &str) -> &'static str {
    dice.pick(match country {
        "Costa Rica" => &[(97, "Nacional"), (3, "Naturalizada")],
        "Apátrida" => &[(1, "Apátrida")],
        "Nicaragua" => &[
            (48, "Irregular"),
            (13, "Residente permanente"),
            (8, "Residente temporal"),
            (9, "Categoría especial"),
            (11, "Solicitante de refugio"),
            (2, "En tránsito"),
            (9, ""),
        ],
        _ => &[
            (31, "Irregular"),
            (26, "Turista"),
            (7, "Residente temporal"),
            (3, "Residente permanente"),
            (6, "Categoría especial"),
            (10, "Solicitante de refugio"),
            (2, "Refugiada"),
            (6, "En tránsito"),
            (9, ""),
        ],
    })
}

fn gender(sex: Sex) -> &'static Weighted<&'static str> {
    match sex {
        Sex::Female => &[
            (97, "Mujer cisgénero"),
            (1, "Hombre trans"),
            (2, "No binaria"),
        ],
        Sex::Male => &[
            (92, "Hombre cisgénero"),
            (7, "Mujer trans"),
            (1, "No binaria"),
        ],
        Sex::Other => &[(5, "Mujer trans"), (4, "No binaria"), (1, "Otra")],
    }
}

fn education(traits: &Traits) -> &'static Weighted<&'static str> {
    match (traits.age, traits.origin) {
        (0..=6, _) => &[(1, "Ninguno")],
        (7..=11, _) => &[(85, "Primaria incompleta"), (15, "Ninguno")],
        (12..=17, _) => &[
            (20, "Primaria incompleta"),
            (20, "Primaria completa"),
            (30, "Tercer ciclo"),
            (27, "Secundaria incompleta"),
            (3, "Ninguno"),
        ],
        (_, Origin::CostaRica) => &[
            (10, "Primaria incompleta"),
            (19, "Primaria completa"),
            (17, "Tercer ciclo"),
            (21, "Secundaria incompleta"),
            (20, "Secundaria completa"),
            (5, "Técnica postsecundaria"),
            (7, "Universitaria"),
            (1, "Ninguno"),
        ],
        (_, Origin::Nicaragua) => &[
            (27, "Primaria incompleta"),
            (26, "Primaria completa"),
            (15, "Tercer ciclo"),
            (15, "Secundaria incompleta"),
            (8, "Secundaria completa"),
            (2, "Universitaria"),
            (7, "Ninguno"),
        ],
        (_, Origin::Elsewhere) => &[
            (10, "Primaria incompleta"),
            (18, "Primaria completa"),
            (14, "Tercer ciclo"),
            (18, "Secundaria incompleta"),
            (24, "Secundaria completa"),
            (5, "Técnica postsecundaria"),
            (3, "Parauniversitaria"),
            (7, "Universitaria"),
            (1, "Ninguno"),
        ],
    }
}

fn occupation(traits: &Traits) -> &'static Weighted<&'static str> {
    match (traits.stage(), traits.sex) {
        (Stage::Child, _) if traits.age < 5 => &[(1, "No trabaja")],
        (Stage::Child, _) => &[(80, "Estudiante"), (20, "No trabaja")],
        (Stage::Adolescent, _) => &[
            (62, "Estudiante"),
            (9, "No trabaja"),
            (9, "Servicios y ventas"),
            (8, "Trabajo doméstico"),
            (6, "Labores del hogar"),
            (3, "Agropecuaria"),
            (3, "Desempleada"),
        ],
        (Stage::Adult, Sex::Male) => &[
            (27, "Agropecuaria"),
            (17, "Ocupaciones elementales"),
            (16, "Oficios y artesanía"),
            (15, "Servicios y ventas"),
            (12, "Desempleada"),
            (6, "Operación de máquinas"),
            (4, "Estudiante"),
            (2, "Nivel técnico"),
            (1, "Profesionales"),
        ],
        (Stage::Adult, _) => &[
            (31, "Servicios y ventas"),
            (20, "Desempleada"),
            (18, "Trabajo doméstico"),
            (11, "Labores del hogar"),
            (8, "Estudiante"),
            (3, "Agropecuaria"),
            (3, "Apoyo administrativo"),
            (2, "Oficios y artesanía"),
            (2, "Nivel técnico"),
            (2, "Profesionales"),
        ],
    }
}

fn province(dice: &mut Dice, traits: &Traits) -> &'static str {
    dice.pick(match traits.origin {
        Origin::CostaRica => &[
            (34, "San José"),
            (17, "Limón"),
            (16, "Puntarenas"),
            (12, "Alajuela"),
            (9, "Guanacaste"),
            (6, "Heredia"),
            (6, "Cartago"),
        ],
        Origin::Nicaragua => &[
            (26, "San José"),
            (21, "Alajuela"),
            (15, "Guanacaste"),
            (12, "Limón"),
            (7, "Puntarenas"),
            (6, "Heredia"),
            (10, "Fuera de Costa Rica"),
            (3, "Sin domicilio fijo"),
        ],
        Origin::Elsewhere => &[
            (35, "San José"),
            (15, "Puntarenas"),
            (9, "Guanacaste"),
            (7, "Limón"),
            (6, "Alajuela"),
            (4, "Heredia"),
            (20, "Fuera de Costa Rica"),
            (4, "Sin domicilio fijo"),
        ],
    })
}

fn tongue(dice: &mut Dice, country: &str, province: &str) -> &'static str {
    dice.pick(match (country, province) {
        ("Costa Rica", "Limón") => &[
            (80, "Español"),
            (7, "Bribri"),
            (6, "Cabécar"),
            (7, "Criollo limonense"),
        ],
        ("Costa Rica", "Puntarenas") => &[(88, "Español"), (9, "Ngäbere"), (3, "Brunca")],
        ("Costa Rica", _) => &[(99, "Español"), (1, "LESCO")],
        ("Nicaragua", _) => &[(95, "Español"), (5, "Misquito")],
        ("China", _) => &[(1, "Chino")],
        ("Filipinas", _) => &[(1, "Filipino")],
        ("Indonesia", _) => &[(1, "Indonesio")],
        ("Vietnam", _) => &[(1, "Vietnamita")],
        ("Rusia", _) => &[(1, "Ruso")],
        ("Haití", _) => &[(8, "Criollo haitiano"), (2, "Francés")],
        ("Estados Unidos" | "Ghana", _) => &[(1, "Inglés")],
        _ => &[(1, "Español")],
    })
}
