//! Draws how an invented person was recruited and controlled: the means that the law names, the recruiter, the control.
//!
//! They have a random stream of their own, so that a change here leaves everything else about the people as it is.

use crate::demo::{
    dice::{Dice, Weighted},
    person::Person,
};

/// The means as a register describes them; several answers to one question are joined with `;`.
pub struct Method {
    /// Means that the law names.
    pub legal_means: String,
    /// Who recruited them.
    pub recruiter: Vec<&'static str>,
    /// Means of control.
    pub control: Vec<&'static str>,
}

/// Draws how a person was recruited and controlled. `gaps` is the percentage of answers that are not known.
pub fn draw(dice: &mut Dice, person: &Person, gaps: u32) -> Method {
    let is_minor = person.age.parse::<u32>().is_ok_and(|age| age < 18);
    let legal_means = if is_minor {
        "No requerido".into()
    } else {
        draw_answers(dice, LEGAL_MEANS).join(";")
    };
    let recruiter = draw_answers(dice, recruiter(&person.events.means));
    let control = draw_answers(dice, CONTROL);
    Method {
        legal_means: dice.unless(gaps, |_| legal_means),
        recruiter: dice.unless(gaps, |_| recruiter),
        control: dice.unless(gaps, |_| control),
    }
}

/// Draws one to three different answers.
fn draw_answers(dice: &mut Dice, choices: &Weighted<&'static str>) -> Vec<&'static str> {
    let several = dice.pick(&[(60, 1), (30, 2), (10, 3)]);
    let mut answers = Vec::new();
    for _ in 0..several {
        let answer = dice.pick(choices);
        if !answers.contains(&answer) {
            answers.push(answer);
        }
    }
    answers
}

const LEGAL_MEANS: &Weighted<&str> = &[
    (38, "Engaño"),
    (22, "Abuso de vulnerabilidad"),
    (10, "Amenaza"),
    (8, "Abuso de poder"),
    (7, "Fraude"),
    (6, "Uso de la fuerza"),
    (4, "Otras formas de coacción"),
    (3, "Uso de tecnologías"),
    (1, "Rapto"),
    (1, "Pagos o beneficios a quien tiene autoridad"),
];

const CONTROL: &Weighted<&str> = &[
    (24, "Amenazas"),
    (22, "Abuso psicológico, físico o sexual"),
    (18, "Falsas promesas"),
    (12, "Deudas o retención de ingresos"),
    (9, "Negación de necesidades, dinero o movimiento"),
    (6, "Retención de documentos"),
    (5, "Horarios excesivos"),
    (3, "Sustancias psicoactivas"),
    (1, "Otro"),
];

/// The likely recruiters: the family or the partner where the means of recruitment name them.
fn recruiter(means: &[&str]) -> &'static Weighted<&'static str> {
    match means {
        means if means.contains(&"Familia") => &[(9, "Familia"), (1, "Amistad")],
        means if means.contains(&"Pareja") => &[(9, "Pareja"), (1, "Amistad")],
        _ => &[
            (34, "Amistad"),
            (26, "Persona desconocida"),
            (18, "Intermediario"),
            (14, "Empleador"),
            (8, "Familia"),
        ],
    }
}
