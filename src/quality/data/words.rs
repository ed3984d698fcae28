//! Defines the texts of the page on the data, in Spanish and English.

use cube::{Lang, Phrase, number};

pub const TITLE: Phrase = Phrase("Datos", "Data");
pub const LEDE: Phrase = Phrase(
    "Todo lo que se publica, en archivos que leen otros programas. Son los mismos números que muestran las páginas, con los \
     mismos valores ocultos.",
    "Everything that is published, in files that other programs read. They are the numbers that the pages show, with the same \
     hidden values.",
);
pub const TABLES: Phrase = Phrase("Tablas", "Tables");
pub const ROWS: Phrase = Phrase("Filas", "Rows");
pub const RELEASE: Phrase = Phrase("Publicación", "Release");

pub const PUBLISHED: Phrase = Phrase("Qué se publica", "What is published");
pub const PUBLISHED_LEDE: Phrase = Phrase(
    "Una tabla cuenta personas por año y por lo que la tabla dice, con todos sus totales. CSV y XLSX tienen una fila por celda; \
     JSON-stat es el cubo entero con sus metadatos.",
    "A table counts persons by year and by what it says, with all its totals. CSV and XLSX have a row for each cell; JSON-stat \
     is the whole cube with its metadata.",
);
pub const FILES: Phrase = Phrase("Archivos", "Files");
/// The link to a table whose labels are in the language of the page.
pub const TRANSLATED: Phrase = Phrase("JSON-stat en español", "JSON-stat in English");
pub const BY: Phrase = Phrase("Por", "By");
pub const ONLY_TIME: Phrase = Phrase("solo el tiempo", "time alone");

pub const WHOLE: Phrase = Phrase("La publicación entera", "The whole release");
pub const WHOLE_LEDE: Phrase = Phrase(
    "Archivos que tienen o describen todas las tablas a la vez.",
    "Files that hold or describe all tables at once.",
);
/// The files of a whole release and what each is for.
pub const DESCRIPTIONS: [(&str, Phrase); 8] = [
    (
        "index.json",
        Phrase(
            "colección JSON-stat: el catálogo, con enlaces relativos a cada tabla",
            "JSON-stat collection: the catalog, with relative links to each table",
        ),
    ),
    (
        "observations.parquet",
        Phrase(
            "todas las tablas en una, para DuckDB, pandas o R (arrow); lo que una tabla no desglosa está en su total, _T",
            "all tables in one, for DuckDB, pandas or R (arrow); what a table does not break down is at its total, _T",
        ),
    ),
    (
        "structure.json",
        Phrase(
            "estructura: columnas, códigos, definiciones y sus equivalencias en otras clasificaciones",
            "structure: columns, codes, definitions and their counterparts in other classifications",
        ),
    ),
    (
        "datapackage.json",
        Phrase(
            "paquete de datos (Frictionless): los CSV con sus tipos",
            "data package (Frictionless): the CSV files with their types",
        ),
    ),
    (
        "dcat.jsonld",
        Phrase(
            "DCAT-AP, para portales de datos abiertos",
            "DCAT-AP, for portals of open data",
        ),
    ),
    (
        "schema.jsonld",
        Phrase(
            "schema.org, para buscadores",
            "schema.org, for search engines",
        ),
    ),
    (
        "certificate.json",
        Phrase(
            "certificado: cómo se protegieron y con qué se pusieron a prueba",
            "certificate: how they were protected and by what they were tried",
        ),
    ),
    (
        "SHA256SUMS",
        Phrase(
            "huella de cada archivo: sha256sum -c SHA256SUMS",
            "hash of every file: sha256sum -c SHA256SUMS",
        ),
    ),
];
pub const COLLECTION: Phrase = Phrase(
    "colección JSON-stat con direcciones completas, que pyjstat y otros siguen solos",
    "JSON-stat collection with absolute addresses, which pyjstat and others follow by themselves",
);

pub const DICTIONARY: Phrase = Phrase("Diccionario", "Dictionary");
pub const DICTIONARY_LEDE: Phrase = Phrase(
    "Las columnas de cada CSV y de la primera hoja de cada XLSX. Cada clasificación tiene una columna de códigos y una de \
     etiquetas por idioma; el código _T es el total.",
    "The columns of each CSV file and of the first sheet of each XLSX. Each classification has a column of codes and one of \
     labels in each language; the code _T is the total.",
);
pub const COLUMN: Phrase = Phrase("Columna", "Column");
pub const MEANING: Phrase = Phrase("Qué contiene", "What it holds");
pub const CODE: Phrase = Phrase("Código", "Code");
pub const LABEL: Phrase = Phrase("Etiqueta", "Label");
pub const ELSEWHERE: Phrase = Phrase("En otras", "Elsewhere");

pub const CLASSIFICATIONS: Phrase = Phrase("Clasificaciones", "Classifications");
pub const CLASSIFICATIONS_LEDE: Phrase = Phrase(
    "Todos los códigos, con sus definiciones y, donde la hay, su equivalencia en otra clasificación.",
    "All codes, with their definitions and, where there is one, their counterpart in another classification.",
);
pub const FOLLOWED: Phrase = Phrase(
    "Clasificaciones de otros que se siguen",
    "Classifications of others that are followed",
);
/// What stands before the name of a classification by which categories are matched.
pub const COUNTERPARTS: Phrase = Phrase("Equivalencias", "Counterparts");
pub const CODES: Phrase = Phrase("Códigos", "Codes");
pub const CLASSIFICATION: Phrase = Phrase("Clasificación", "Classification");
pub const PUBLISHER: Phrase = Phrase("Quién la publica", "Who publishes it");
pub const VERSION: Phrase = Phrase("Versión", "Version");
pub const FOLLOWS: Phrase = Phrase("Dónde se sigue", "Where it is followed");
pub const SOURCES: Phrase = Phrase("Datos de otros", "Data of others");
pub const SOURCES_LEDE: Phrase = Phrase(
    "Series y poblaciones que publican otros; están en el índice y no en las tablas.",
    "Series and populations that others publish; they are in the index and not in the tables.",
);
pub const SERIES: Phrase = Phrase("Serie", "Series");
pub const SOURCE: Phrase = Phrase("Fuente", "Source");
pub const INHABITANTS: Phrase = Phrase("Habitantes", "Inhabitants");

pub const READ: Phrase = Phrase("Cómo leerlos", "How to load them");
pub const READ_LEDE: Phrase = Phrase(
    "Un clic en un recuadro lo selecciona entero. Los códigos se leen como texto: algunos son números que no se suman.",
    "A click selects the whole box. Codes are read as text: some are numbers that are not to be added.",
);
pub const NO_ADDRESS: Phrase = Phrase(
    "Este sitio no sabe su propia dirección: cambie https://example.org/ por ella.",
    "This site does not know its own address: put it in the place of https://example.org/.",
);

pub const TRUST: Phrase = Phrase("Método y calidad", "Method and quality");
/// The pages on method and quality: folder and title.
pub const PAGES: [(Phrase, Phrase); 4] = [
    (
        Phrase("metodo/", "method/"),
        Phrase(
            "Cómo se protegen las cifras",
            "How the numbers are protected",
        ),
    ),
    (
        Phrase("metodo/estadistica/", "method/statistics/"),
        Phrase(
            "El método, para estadísticos",
            "The method, for statisticians",
        ),
    ),
    (
        Phrase("calidad/", "quality/"),
        Phrase("Calidad de los datos", "Data quality"),
    ),
    (
        Phrase("comprobar/", "check/"),
        Phrase("Compruébelo usted", "Check it yourself"),
    ),
];

pub const RELEASES: Phrase = Phrase("Publicaciones", "Releases");
pub const ALONE: Phrase = Phrase(
    "Este sitio tiene una sola publicación:",
    "This site has one release alone:",
);
pub const KEPT: Phrase = Phrase(
    "Cada publicación queda como salió, en su carpeta; la última es la que muestran las páginas.",
    "Each release stays as it came out, in its folder; the last one is what the pages show.",
);
pub const CHANGES: Phrase = Phrase(
    "Qué cambió de una a otra",
    "What changed from one to the next",
);
pub const WITHDRAWN: Phrase = Phrase("Retirada:", "Withdrawn:");
pub const NEXT: Phrase = Phrase("La próxima se espera en", "The next one is expected in");

pub const LICENCE: Phrase = Phrase("Licencia y contacto", "Licence and contact");
pub const CITE: Phrase = Phrase("Cómo citarlos", "How to cite them");
pub const CONTACT: Phrase = Phrase("Quién los publica", "Who publishes them");
pub const ASK: Phrase = Phrase("Preguntas sobre los datos:", "Questions on the data:");
pub const NO_CONTACT: Phrase = Phrase(
    "No se indica un contacto para preguntas sobre los datos.",
    "No contact for questions on the data is given.",
);
pub const MAY_USE: Phrase = Phrase("Se pueden usar bajo", "They may be used under");

/// Writes a size as people read it.
pub fn size(lang: Lang, bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", number::count(lang, bytes.div_ceil(1_000))),
        _ => format!("{} MB", number::count(lang, bytes.div_ceil(1_000_000))),
    }
}
