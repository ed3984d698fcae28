//! Renders the page on the method for everybody: why numbers are hidden, what is promised and what is not.

use cube::{Catalog, Lang, Phrase, Text, number};
use maud::{Markup, html};

use crate::method::{
    folder::{CHECK, PLAIN, PRECISE, QUALITY},
    text::{paragraphs, points},
};
use crate::{
    parts::{card, cell, table},
    site::path_to_root,
};

pub(super) const TITLE: Phrase = Phrase(
    "Cómo se protegen las cifras",
    "How the numbers are protected",
);
const LEDE: Phrase = Phrase(
    "Ningún número oculto puede calcularse con lo que está publicado. Se comprueba antes de cada publicación.",
    "No hidden number can be calculated from what is published. This is checked before every release.",
);
const WHY: Phrase = Phrase("Por qué se ocultan números", "Why numbers are hidden");
const LARGE: Phrase = Phrase(
    "Por qué se ocultan también números grandes",
    "Why large numbers are hidden too",
);
const LARGE_LEDE: Phrase = Phrase(
    "Ocultar solo los números pequeños no basta. Quien conoce el total y las demás partes obtiene la que falta con \
     una resta. En este ejemplo inventado, 40 − 25 − 12 = 3:",
    "Hiding only the small numbers is not enough. Anybody who knows the total and the other parts gets the missing \
     one by subtraction. In this invented example, 40 − 25 − 12 = 3:",
);
const LARGE_REST: Phrase = Phrase(
    "Por eso se oculta algún número más, los menos posibles, hasta que ninguna cuenta lleve a lo oculto. Una «c» \
     quiere decir solo eso: oculto para proteger a las personas. No dice si el número es pequeño o grande, ni si \
     hay alguien.",
    "That is why some more numbers are hidden, as few as possible, until no calculation leads to what is hidden. A \
     “c” means only this: hidden to protect people. It does not say whether the number is small or large, nor \
     whether there is anybody.",
);
const EXACT: Phrase = Phrase("Lo que se publica es exacto", "What is published is exact");
const CHECKED: Phrase = Phrase("Cómo se comprueba", "How it is checked");
const LIMITS: Phrase = Phrase("Qué no se promete", "What is not promised");
const FOR_STATISTICIANS: Phrase = Phrase(
    "Para especialistas: el método y sus límites",
    "For statisticians: the method and its limits",
);
const CHECK_LINK: Phrase = Phrase("Comprobarlo en su navegador", "Check it in your browser");
const QUALITY_LINK: Phrase = Phrase(
    "Calidad de los datos: cuánto se oculta",
    "Data quality: how much is hidden",
);

const NOT_PROMISED: [Phrase; 4] = [
    Phrase(
        "Quien ya conoce a una persona sigue sabiendo lo que sabía de ella; lo que se impide es que aquí averigüe \
         más.",
        "Somebody who already knows a person still knows what they knew; what is prevented is that they find out \
         more here.",
    ),
    Phrase(
        "No se tiene en cuenta todo lo que se pueda saber por otros medios, como noticias o expedientes.",
        "Not everything that can be known from other sources is considered, such as news or court files.",
    ),
    Phrase(
        "Una comunidad puede reconocerse aunque no se reconozca a nadie de ella. Por eso hay tablas que no se \
         publican, elegidas por personas y no por un cálculo.",
        "A community may be recognized although nobody in it is. That is why some tables are not published, chosen \
         by people and not by calculation.",
    ),
    Phrase(
        "Las cifras son de personas detectadas. No dicen cuántas víctimas hay.",
        "The numbers are of persons detected. They do not say how many victims there are.",
    ),
];

/// Renders the content between header and footer.
pub(super) fn render_content(catalog: &Catalog, lang: Lang) -> Markup {
    html! {
        h1 { (TITLE.get(lang)) }
        p.lede { (LEDE.get(lang)) }
        (paragraphs(WHY, lang, &why(catalog.threshold)))
        (card(LARGE.get(lang), LARGE_LEDE.get(lang), html! { (example(lang)) p { (LARGE_REST.get(lang)) } }))
        (paragraphs(EXACT, lang, &exact()))
        (paragraphs(CHECKED, lang, &checked()))
        (points(LIMITS, lang, &NOT_PROMISED))
        ul.list {
            li { a href={ (path_to_root(PLAIN, lang)) (CHECK.get(lang)) } { (CHECK_LINK.get(lang)) } }
            li { a href={ (path_to_root(PLAIN, lang)) (PRECISE.get(lang)) } { (FOR_STATISTICIANS.get(lang)) } }
            li { a href={ (path_to_root(PLAIN, lang)) (QUALITY.get(lang)) } { (QUALITY_LINK.get(lang)) } }
        }
    }
}

fn why(threshold: u64) -> [Text; 2] {
    let number = |lang| number::count(lang, threshold);
    [
        Text::new(
            "Son pocas las personas acreditadas cada año. Si una tabla dijera que de cierta edad y de cierto país \
             hubo una sola, quien la conoce podría reconocerla y enterarse de lo que vivió.",
            "Few people are accredited each year. If a table said that there was only one of a certain age and \
             country, somebody who knows her could recognize her and learn what she went through.",
        ),
        Text::new(
            format!(
                "Por eso no se publica ningún número menor que {}. Tampoco el cero: saber que no hubo nadie, o que \
                 todas las personas tienen algo en común, también dice algo de ellas.",
                number(Lang::Es)
            ),
            format!(
                "That is why no number below {} is published. Nor is zero: knowing that there was nobody, or that \
                 everybody has something in common, also says something about people.",
                number(Lang::En)
            ),
        ),
    ]
}

fn exact() -> [Text; 2] {
    [
        Text::new(
            "Nada se redondea ni se altera: o se publica el número verdadero, o no se publica. Qué se cuenta, con qué \
         fecha y qué años están cerrados se decide antes de ver los números; qué tablas hay nunca depende de ellos.",
            "Nothing is rounded or altered: either the true number is published, or none is. What is counted, by which \
         date, and which years are closed is decided before anybody sees the numbers; which tables there are never \
         depends on them.",
        ),
        Text::new(
            "Los números de un año cerrado se quedan como se cerraron, aunque después se registre, corrija o borre a \
         alguien: si cambiaran por pocas personas, quien compara dos publicaciones sabría por quiénes. Un cambio en \
         las cuentas de esos años se anuncia, y lo que se muestra es el cambio neto.",
            "The numbers of a closed year stay as they were closed, even if somebody is registered, corrected or erased \
         afterwards: if they changed by few people, whoever compares two releases would know by whom. A change in the \
         counts of these years is announced, and what is shown is the net change.",
        ),
    ]
}

fn checked() -> [Text; 2] {
    [
        Text::new(
            "Antes de publicar, otro programa, escrito aparte, recibe únicamente lo que cualquiera podrá ver, \
             junto con las publicaciones anteriores, e intenta averiguar lo oculto con todas las sumas y restas a \
             la vez. Si averigua algo, no se publica nada.",
            "Before anything is published, another program, written separately, receives only what everybody will \
             be able to see, together with earlier releases, and tries to find out what is hidden, using all sums \
             and differences at once. If it finds out anything, nothing is published.",
        ),
        Text::new(
            "Cada publicación lleva un certificado que dice qué se intentó, qué se encontró y qué no se intentó. \
             El programa es público: cualquiera puede volver a ejecutarlo con los mismos archivos.",
            "Every release carries a certificate that says what was tried, what was found and what was not tried. \
             The program is public: anybody can run it again on the same files.",
        ),
    ]
}

fn example(lang: Lang) -> Markup {
    let head = Phrase("Personas", "Persons");
    let group = |letter: char| match lang {
        Lang::Es => format!("Grupo {letter}"),
        Lang::En => format!("Group {letter}"),
    };
    let total = Phrase("Total", "Total").get(lang).to_owned();
    let rows = [
        (total, "40"),
        (group('A'), "25"),
        (group('B'), "12"),
        (group('C'), "c"),
    ];
    table(
        ["", head.get(lang)],
        rows.map(|(label, count)| (label, vec![cell(count)])),
    )
}
