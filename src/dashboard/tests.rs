//! Whole pages as text, from a small release made by hand.

use crate::print::print;
use crate::{Request, sample, view};

fn page(path: &str, search: &str) -> String {
    let release = sample::release();
    print(&view(&release, &Request::parse(&release.catalog, path, search)))
}

#[test]
fn dump() {
    for (path, search) in [
        ("", ""),
        ("en/yearly", ""),
        ("anual", "por=edad&tabla=acreditadas"),
        ("acreditadas", ""),
        ("acreditadas", "tabla=sexo~edad~medios&sexo=F"),
        ("acreditadas", "anio=2023-2024&tabla=edad"),
        ("en/accredited", "por=anio"),
        ("acreditadas", "edad=0_11"),
        ("acreditadas", "anio=2023-2024&sexo=F"),
        ("nada", "sexo=F&x=1&x=2&tabla=nope"),
    ] {}
}
