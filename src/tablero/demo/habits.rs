//! Varies how a value is written: synonyms, missing accents, capitals, and several words for "not known".

use crate::demo::dice::{Dice, Weighted};

/// The percentage of values that are not written as the codebook's label.
const OTHERWISE: u32 = 7;

/// How an unknown value is written.
const NOT_KNOWN: &Weighted<&str> = &[(60, ""), (28, "N/D"), (9, "No indica"), (3, "-")];

/// Writes the value of a column as somebody would type it.
pub fn write_value(dice: &mut Dice, column: &str, value: &str) -> String {
    if value.is_empty() {
        return dice.pick(NOT_KNOWN).to_owned();
    }
    let habits = habits(column, value);
    if habits.is_empty() || !dice.chance(OTHERWISE) {
        return value.to_owned();
    }
    dice.pick(habits).to_owned()
}

fn habits(column: &str, value: &str) -> &'static Weighted<&'static str> {
    match (column, value) {
        ("resultado", "Acreditada") => &[(2, "Acreditado"), (1, "ACREDITADA")],
        ("sexo", "Mujer") => &[(4, "Femenino"), (2, "mujer"), (1, "Fem.")],
        ("sexo", "Hombre") => &[(4, "Masculino"), (2, "hombre"), (1, "Masc.")],
        ("nacionalidad", "Costa Rica") => &[(3, "Costarricense"), (1, "COSTA RICA")],
        ("nacionalidad", "Nicaragua") => &[(3, "Nicaragüense"), (1, "Nic.")],
        ("nacionalidad", "República Dominicana") => {
            &[(1, "Rep. Dominicana"), (1, "Republica Dominicana")]
        }
        ("nacionalidad", "Panamá") => &[(1, "Panama")],
        ("condicion_migratoria", "Categoría especial") => &[(1, "Categoria especial")],
        ("nivel_educativo", "Secundaria completa") => &[(1, "Bachillerato")],
        ("ocupacion", "Labores del hogar") => &[(1, "Ama de casa")],
        ("provincia", "San José") => &[(3, "San Jose"), (1, "SJ")],
        ("provincia", "Limón") => &[(1, "Limon")],
        ("provincia", "Guanacaste") => &[(1, "Gte.")],
        ("lengua_materna", "Español") => &[(2, "Castellano"), (1, "Espanol")],
        ("lengua_materna", "Ngäbere") => &[(1, "Guaymí")],
        ("finalidad", "Explotación laboral") => &[(1, "Trabajo forzado")],
        ("finalidad", "Explotación sexual") => &[(1, "Explotacion sexual")],
        ("medios_captacion", "Redes sociales en línea") => {
            &[(2, "Facebook"), (1, "redes sociales en linea")]
        }
        ("lugar_captacion", "Entorno digital") => &[(1, "Internet")],
        ("lugar_captacion", "Vivienda") => &[(1, "Casa")],
        _ => &[],
    }
}
