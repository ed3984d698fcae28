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
    "Por eso se ocultan más números, hasta que ninguna cuenta lleve a uno pequeño. Una «c» quiere decir solo eso: \
     oculto para proteger a las personas. Los números pequeños y los grandes llevan la misma marca.",
    "That is why more numbers are hidden, until no calculation leads to a small one. A “c” means only this: hidden to \
     protect people. Small and large numbers carry the same mark.",
);
const EXACT: Phrase = Phrase("Lo que se publica es exacto", "What is published is exact");
const CHECKED: Phrase = Phrase("Cómo se comprueba", "How it is checked");
const LIMITS: Phrase = Phrase("Qué no se promete", "What is not promised");
const FOR_STATISTICIANS: Phrase = Phrase(
    "Para especialistas: el método y sus límites",
    "For statisticians: the method and its limits",
);
const CHECK_LINK: Phrase = Phrase("Compruébelo en su navegador", "Check it in your browser");
const QUALITY_LINK: Phrase = Phrase(
    "Calidad de los datos: cuánto se oculta",
    "Data quality: how much is hidden",
);

/// Describes the page in a sentence or two.
pub(super) fn describe(catalog: &Catalog, lang: Lang) -> String {
    lede(catalog.threshold).get(lang).to_owned()
}

/// Renders the content between header and footer.
pub(super) fn render_content(catalog: &Catalog, lang: Lang) -> Markup {
    let languages = &catalog.languages;
    let root = path_to_root(languages, PLAIN, lang);
    html! {
        h1 { (TITLE.get(lang)) }
        p.lede { (lede(catalog.threshold).get(lang)) }
        (paragraphs(WHY, lang, &why(catalog.threshold)))
        (card(LARGE.get(lang), LARGE_LEDE.get(lang), html! { (example(lang)) p { (LARGE_REST.get(lang)) } }))
        (paragraphs(EXACT, lang, &exact(catalog)))
        (paragraphs(CHECKED, lang, &checked()))
        (points(LIMITS, lang, not_promised(catalog).iter().map(|text| text.get(lang))))
        ul.list {
            li { a href={ (root) (languages.folder_of(lang, CHECK)) } { (CHECK_LINK.get(lang)) } }
            li { a href={ (root) (languages.folder_of(lang, PRECISE)) } { (FOR_STATISTICIANS.get(lang)) } }
            li { a href={ (root) (languages.folder_of(lang, QUALITY)) } { (QUALITY_LINK.get(lang)) } }
        }
    }
}

fn lede(threshold: u64) -> Text {
    let number = |lang| number::count(lang, threshold);
    Text::new(
        format!(
            "De lo que se publica no puede deducirse que un grupo tenga menos de {} personas, ni que no tenga ninguna. \
             Se comprueba antes de cada publicación.",
            number(Lang::Es)
        ),
        format!(
            "From what is published, it cannot be derived that a group has fewer than {} people, nor that it has \
             none. This is checked before every release.",
            number(Lang::En)
        ),
    )
}

fn why(threshold: u64) -> [Text; 2] {
    let number = |lang| number::count(lang, threshold);
    [
        Text::new(
            "Si una tabla dijera que en un grupo hay una sola persona, quien la conoce podría reconocerla y enterarse \
             de lo demás que la tabla dice de ella.",
            "If a table said that there is only one person in a group, somebody who knows the person could recognize her and \
             learn what else the table says of her.",
        ),
        Text::new(
            format!(
                "Por eso no se publica ningún número menor que {}, tampoco el cero: saber que no hubo nadie, o que \
                 todas las personas tienen algo en común, también dice algo de ellas. Solo donde no puede haber nadie, \
                 por lo que quieren decir las palabras, se muestra un cero.",
                number(Lang::Es)
            ),
            format!(
                "That is why no number below {} is published, not even zero: knowing that there was nobody, or that \
                 everybody has something in common, also says something about people. Zero is shown only where nobody \
                 can be, by what the words mean.",
                number(Lang::En)
            ),
        ),
    ]
}

fn exact(catalog: &Catalog) -> Vec<Text> {
    let exact = Text::new(
        "Nada se redondea ni se altera: o se publica el número que se contó, o no se publica. Qué tablas, categorías y \
         años hay nunca depende de los números.",
        "Nothing is rounded or altered: either the number that was counted is published, or none is. Which tables, categories and \
         years there are never depends on the numbers.",
    );
    let closed = Text::new(
        "Los números de un año cerrado se quedan como se cerraron, aunque después se registre, corrija o borre a \
         alguien. Si cambiaran por pocas personas, quien compara dos publicaciones sabría por quiénes. Una publicación \
         que revisa años cerrados lo dice, y muestra el cambio neto.",
        "The numbers of a closed year stay as they were closed, even if somebody is registered, corrected or erased \
         afterwards. If they changed by few people, whoever compares two releases would know by whom. A release that \
         revises closed years says so, and shows the net change.",
    );
    let not_known = Text::new(
        "Las personas de quienes falta un dato se protegen como todas. Por eso en algunas dimensiones se las cuenta con \
         otro grupo, cuyo nombre lo dice; aparte se muestran donde pueden protegerse.",
        "People of whom something is not known are protected like everybody. That is why some dimensions count them with \
         another group, whose name says so; apart, they are shown where they can be protected.",
    );
    let mut categories = catalog
        .dimensions
        .iter()
        .flat_map(|dimension| &dimension.categories);
    let not_known = categories
        .any(|category| category.unknown && category.parent.is_some())
        .then_some(not_known);
    [exact, closed].into_iter().chain(not_known).collect()
}

fn checked() -> [Text; 2] {
    [
        Text::new(
            "Antes de publicar, otro programa, que no comparte código con el que oculta, recibe únicamente lo que \
             cualquiera podrá ver, junto con las publicaciones anteriores, e intenta averiguar lo oculto con todas las \
             sumas y restas a la vez. Si averigua algo, no se publica nada.",
            "Before anything is published, another program, which shares no code with the one that hides, receives only \
             what everybody will be able to see, together with earlier releases, and tries to find out what is hidden, \
             using all sums and differences at once. If it finds out anything, nothing is published.",
        ),
        Text::new(
            "Cada publicación lleva un certificado que dice qué se intentó, qué se encontró y qué no se intentó. \
             Cualquiera puede repetir el intento en su navegador, con los mismos archivos.",
            "Every release carries a certificate that says what was tried, what was found and what was not tried. \
             Anybody can repeat the attempt in their browser, on the same files.",
        ),
    ]
}

fn not_promised(catalog: &Catalog) -> Vec<Text> {
    vec![
        Text::new(
            "Quien conoce su propio registro sabe algo más: que su grupo no está vacío. El certificado dice si se \
             intentó deducir de otras personas algo con cada registro.",
            "Somebody who knows their own record knows a little more: that their own group is not empty. The certificate \
             says whether anything about other people was tried with each record.",
        ),
        Text::new(
            "No se tiene en cuenta todo lo que se pueda saber por otros medios, como noticias o expedientes.",
            "Not everything that can be known from other sources is considered, such as news or court files.",
        ),
        Text::new(
            "Una comunidad puede reconocerse aunque no se reconozca a nadie de ella. Qué tablas no se publican por eso lo \
             deciden personas, en el libro de códigos, y no un cálculo.",
            "A community may be recognized although nobody in it is. Which tables are not published for that reason is \
             decided by people, in the codebook, and not by calculation.",
        ),
        catalog.caveat.clone(),
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
