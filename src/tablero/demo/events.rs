//! Draws the events of an invented person: how and where they were recruited, for what purpose, and where exploited.

use crate::demo::{
    dice::{Dice, Weighted},
    traits::{Origin, Sex, Stage, Traits},
};

/// The events as a register describes them; several purposes are joined with `;`.
pub struct Events {
    /// Purposes of exploitation.
    pub purposes: String,
    /// Form of recruitment.
    pub form: &'static str,
    /// Means of recruitment.
    pub means: Vec<&'static str>,
    /// Place of recruitment.
    pub place: &'static str,
    /// Country of exploitation.
    pub country: &'static str,
}

/// Draws the events of a person with these traits. `gaps` is the percentage of answers that are not known.
pub fn draw(dice: &mut Dice, traits: &Traits, gaps: u32) -> Events {
    let several = dice.pick(&[(86, 1), (14, 2)]);
    let purposes = draw_answers(dice, several, purposes(traits));
    let several = dice.pick(&[(55, 1), (32, 2), (13, 3)]);
    let means = draw_answers(dice, several, means(traits));
    Events {
        place: dice.unless(gaps, |dice| draw_place(dice, traits, &means)),
        purposes: dice.unless(gaps / 2, |_| purposes.join(";")),
        form: dice.unless(gaps, |dice| dice.pick(form(traits))),
        means: dice.unless(gaps, |_| means),
        country: dice.unless(gaps / 2, |dice| dice.pick(country(traits))),
    }
}

/// Draws up to `count` different answers.
fn draw_answers(
    dice: &mut Dice,
    count: u32,
    choices: &Weighted<&'static str>,
) -> Vec<&'static str> {
    let mut answers = Vec::new();
    for _ in 0..count {
        let answer = dice.pick(choices);
        if !answers.contains(&answer) {
            answers.push(answer);
        }
    }
    answers
}

fn purposes(traits: &Traits) -> &'static Weighted<&'static str> {
    match (traits.stage(), traits.sex) {
        (Stage::Child, _) => &[
            (44, "Explotación sexual"),
            (20, "Mendicidad forzada"),
            (14, "Servidumbre"),
            (8, "Explotación laboral"),
            (8, "Adopción irregular"),
            (4, "Matrimonio forzado"),
            (2, "Otra"),
        ],
        (_, Sex::Male) => &[
            (58, "Explotación laboral"),
            (12, "Explotación sexual"),
            (12, "Actividades delictivas forzadas"),
            (8, "Servidumbre"),
            (5, "Mendicidad forzada"),
            (3, "Esclavitud o prácticas análogas"),
            (1, "Extracción de órganos, tejidos o fluidos"),
            (1, "Otra"),
        ],
        (_, _) => &[
            (62, "Explotación sexual"),
            (14, "Servidumbre"),
            (11, "Explotación laboral"),
            (6, "Matrimonio forzado"),
            (2, "Actividades delictivas forzadas"),
            (2, "Mendicidad forzada"),
            (1, "Embarazo forzado"),
            (1, "Intermediación ilegal en acogimiento prenatal"),
            (1, "Otra"),
        ],
    }
}

fn form(traits: &Traits) -> &'static Weighted<&'static str> {
    match traits.stage() {
        Stage::Child => &[
            (38, "Engañosa"),
            (20, "Parcialmente engañosa"),
            (18, "Forzosa"),
            (24, "Nacida en la situación"),
        ],
        Stage::Adolescent | Stage::Adult => &[
            (61, "Engañosa"),
            (25, "Parcialmente engañosa"),
            (14, "Forzosa"),
        ],
    }
}

fn means(traits: &Traits) -> &'static Weighted<&'static str> {
    match traits.stage() {
        Stage::Child => &[
            (48, "Familia"),
            (24, "Contacto directo en persona"),
            (12, "Amistades"),
            (8, "Redes sociales en línea"),
            (5, "En un centro educativo"),
            (3, "Otro"),
        ],
        Stage::Adolescent => &[
            (35, "Redes sociales en línea"),
            (16, "Pareja"),
            (16, "Amistades"),
            (12, "Contacto directo en persona"),
            (8, "Teléfono o mensajería"),
            (8, "Familia"),
            (4, "Anuncio en línea"),
            (1, "En un centro educativo"),
        ],
        Stage::Adult => &[
            (20, "Redes sociales en línea"),
            (18, "Anuncio en línea"),
            (17, "Amistades"),
            (12, "Contacto directo en persona"),
            (10, "Agencia de empleo"),
            (8, "Teléfono o mensajería"),
            (6, "Pareja"),
            (5, "En el trabajo"),
            (2, "En un negocio"),
            (1, "Anuncio en periódico"),
            (1, "Anuncio en televisión"),
        ],
    }
}

/// Draws the place of recruitment: often online after online means, and often abroad for people from abroad.
fn draw_place(dice: &mut Dice, traits: &Traits, means: &[&str]) -> &'static str {
    let online = means.iter().any(|means| means.ends_with("en línea"));
    if online && dice.chance(65) {
        return "Entorno digital";
    }
    if traits.origin != Origin::CostaRica && dice.chance(45) {
        return "En el extranjero";
    }
    dice.pick(match traits.stage() {
        Stage::Child => &[
            (58, "Vivienda"),
            (18, "Vía pública"),
            (14, "Centro educativo"),
            (5, "Albergue"),
            (5, "Zona fronteriza"),
        ],
        Stage::Adolescent => &[
            (32, "Vivienda"),
            (26, "Vía pública"),
            (16, "Centro educativo"),
            (12, "Bar"),
            (6, "Albergue"),
            (4, "Zona fronteriza"),
            (4, "Terminal de transporte"),
        ],
        Stage::Adult => &[
            (24, "Bar"),
            (20, "Lugar de trabajo"),
            (18, "Vivienda"),
            (15, "Vía pública"),
            (9, "Zona fronteriza"),
            (7, "Finca"),
            (5, "Terminal de transporte"),
            (2, "Otro"),
        ],
    })
}

fn country(traits: &Traits) -> &'static Weighted<&'static str> {
    match traits.origin {
        Origin::CostaRica => &[
            (92, "Costa Rica"),
            (3, "Panamá"),
            (2, "Estados Unidos"),
            (1, "España"),
            (2, "Más de un país"),
        ],
        Origin::Nicaragua | Origin::Elsewhere => &[
            (86, "Costa Rica"),
            (4, "Panamá"),
            (2, "Nicaragua"),
            (1, "México"),
            (7, "Más de un país"),
        ],
    }
}
