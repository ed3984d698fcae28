//! Renders the page on the method for statisticians: the exact promise, what the attacker knows, what was checked.

use cube::{
    Catalog, Lang, Phrase, Text,
    certificate::{Certificate, CheckName, Family, Gap, MethodName, Profile},
    number,
};
use maud::{Markup, html};

use crate::method::text::{paragraphs, points};
use crate::parts::{card, cell, table};

pub(super) const TITLE: Phrase = Phrase(
    "Control de la divulgación estadística: método y límites",
    "Statistical disclosure control: method and limits",
);
pub(super) const LEDE: Phrase = Phrase(
    "Qué se promete, con qué método se cumple, qué se verificó y qué no. Los números de esta página son de la \
     publicación que se muestra.",
    "What is promised, by which method it is kept, what was verified and what was not. The numbers on this page \
     are those of the release that is shown.",
);
const PROMISE: Phrase = Phrase("La promesa", "The promise");
const GIVEN: Phrase = Phrase("Qué se le da al atacante", "What the attacker is given");
const METHOD: Phrase = Phrase("El método", "The method");
const CHECKS: Phrase = Phrase("Qué se verificó", "What was verified");
const CHECK: Phrase = Phrase("Verificación", "Check");
const FINDINGS: Phrase = Phrase("Hallazgos", "Findings");
const GAPS: Phrase = Phrase("Qué no se verificó", "What was not verified");
const PROOF: Phrase = Phrase(
    "Qué es prueba y qué es indicio",
    "What is proof and what is evidence",
);

const KNOWN: [Phrase; 9] = [
    Phrase(
        "Cada total es la suma de sus partes, en todas las tablas y jerarquías; todos los años, la suma de los años.",
        "Each total is the sum of its parts, in all tables and hierarchies; all years are the sum of the years.",
    ),
    Phrase(
        "Una celda que está en varias tablas es una sola.",
        "A cell that is in several tables is one and the same.",
    ),
    Phrase(
        "Si una persona puede dar varias respuestas: cada opción es a lo sumo la base (las personas con \
         respuesta), y la suma de las opciones es al menos la base. Las personas sin la opción son también un \
         grupo.",
        "Where a person may give several answers: each option is at most the base (persons with an answer), and \
         the sum of the options is at least the base. Persons without the option are a group as well.",
    ),
    Phrase(
        "Una medida que es parte de otra no la supera hasta el final de ningún año, y su diferencia sobre todos los \
         años es también un grupo. Lo mismo vale para la categoría de la otra que contiene a todas las personas de la \
         parte, como las solicitudes que terminaron en acreditación.",
        "A measure that is part of another does not exceed it up to the end of any year, and their difference over all \
         years is a group as well. The same holds for the category of the other that contains everybody in the part, \
         such as the applications that ended in accreditation.",
    ),
    Phrase(
        "Las relaciones que cualquiera conoce y el libro de códigos declara: categorías iguales, implicadas o \
         imposibles.",
        "The relations that everybody knows and the codebook declares: categories that are equal, implied or \
         impossible.",
    ),
    Phrase(
        "Los libros de códigos de todas las publicaciones: un código nombra a las mismas personas en todas, salvo que uno \
         posterior diga qué renombra, divide o reúne; los períodos y el total son conjuntos de años. Un conteo de las \
         mismas personas y años es un solo número. Lo que no puede relacionarse cuenta como hallazgo.",
        "The codebooks of all releases: a code names the same persons in all of them, unless a later one says what it \
         renames, divides or puts together; periods and the total are sets of years. A count of the same persons and years \
         is one number. What cannot be related counts as a finding.",
    ),
    Phrase(
        "Si los conteos publicados de unos mismos años difieren entre publicaciones, esos años se corrigieron. De lo que \
         pasó entonces con los conteos ocultos no supone nada.",
        "If published counts of the same years differ between releases, these years were corrected. Nothing is assumed about \
         what happened to hidden counts then.",
    ),
    Phrase(
        "Los conteos son enteros y no negativos.",
        "Counts are whole and not negative.",
    ),
    Phrase(
        "No sabe qué celdas se ocultaron por ser pequeñas y cuáles por proteger a otras.",
        "It does not know which cells were hidden because they are small and which to protect others.",
    ),
];

/// Renders the content between header and footer.
pub(super) fn render_content(catalog: &Catalog, certificate: &Certificate, lang: Lang) -> Markup {
    html! {
        h1 { (TITLE.get(lang)) }
        p.lede { (LEDE.get(lang)) }
        (paragraphs(PROMISE, lang, &promise(catalog.threshold)))
        (points(GIVEN, lang, KNOWN.iter().map(|known| known.get(lang))))
        (paragraphs(METHOD, lang, &method(certificate)))
        (card(CHECKS.get(lang), "", checks(certificate, lang)))
        (points(GAPS, lang, certificate.not_checked.iter().map(|gap| describe_gap(*gap).get(lang))))
        (paragraphs(PROOF, lang, &proof(certificate)))
    }
}

fn promise(threshold: u64) -> [Text; 4] {
    let below = threshold.saturating_sub(1);
    [
        Text::new(
            format!(
                "El umbral es k = {threshold}. Sea una celda oculta cualquiera de una tabla publicada. Entre todas \
                 las tablas de conteos enteros y no negativos que concuerdan con todo lo publicado, o bien la \
                 celda toma cada uno de los valores 0, …, {below} y alguno de {threshold} o más, o bien siempre \
                 vale {threshold} o más."
            ),
            format!(
                "The threshold is k = {threshold}. Take any hidden cell of a published table. Over all tables of \
                 whole, non-negative counts that agree with everything published, either the cell takes each of \
                 the values 0, …, {below} and some value of {threshold} or more, or it is always {threshold} or \
                 more."
            ),
        ),
        Text::new(
            "«Todo lo publicado» son todas las tablas juntas y las publicaciones anteriores. Se permite al atacante toda \
             combinación lineal, la no negatividad y la integridad a la vez: quedan incluidas las restas, las tablas \
             enlazadas y las filas en que todas las personas comparten un atributo.",
            "“Everything published” is all tables together and earlier releases. The attacker is allowed every linear \
             combination, non-negativity and integrality at once: subtraction, linked tables and rows in which everybody \
             shares an attribute are included.",
        ),
        Text::new(
            "Se juzga cada celda oculta, sin distinguir las primarias de las complementarias, porque quien lee los \
             archivos no puede distinguirlas. Los grupos que ninguna tabla muestra y que las tablas implican se \
             juzgan igual.",
            "Every hidden cell is judged, primary or complementary alike, because readers of the files cannot \
             tell them apart. Groups that no table shows and the tables imply are judged in the same way.",
        ),
        Text::new(
            format!(
                "De dos publicaciones se juzga el cambio neto de cada grupo en los años que se corrigieron: si los archivos \
                 demuestran que no es cero, demuestran que es de {threshold} o más, hacia arriba o hacia abajo. A quiénes \
                 se añadió y a quiénes se quitó no se pregunta: si entraron tantas personas como salieron, no hay hallazgo."
            ),
            format!(
                "Of two releases, the net change of each group over the years that were corrected is judged: if the files \
                 prove that it is not zero, they prove that it is {threshold} or more, upwards or downwards. Who was added \
                 and who was removed is not asked: if as many people came as went, there is no finding."
            ),
        ),
    ]
}

fn method(certificate: &Certificate) -> [Text; 4] {
    let Family {
        tables,
        published,
        hidden,
    } = certificate.family;
    let MethodName::ExactOrHidden = certificate.method.name;
    let count = |lang, number: usize| number::count(lang, number as u64);
    [
        Text::new(
            format!(
                "Exacto u oculto. Se publican {} tablas con {} celdas distintas; {} llevan su número exacto y {} \
                 están ocultas. Qué tablas, categorías y años existen depende únicamente del libro de códigos, \
                 nunca de los registros.",
                count(Lang::Es, tables),
                count(Lang::Es, published + hidden),
                count(Lang::Es, published),
                count(Lang::Es, hidden)
            ),
            format!(
                "Exact or hidden. {} tables are published with {} different cells; {} have their exact number and \
                 {} are hidden. Which tables, categories and years exist depends on the codebook alone, never on \
                 the records.",
                count(Lang::En, tables),
                count(Lang::En, published + hidden),
                count(Lang::En, published),
                count(Lang::En, hidden)
            ),
        ),
        Text::new(
            "Supresión primaria: todo conteo menor que k, incluido el cero, y los de «sin información» como los demás; \
             salvo las combinaciones en que, según el libro de códigos, no puede haber nadie: ahí se publica cero. Los \
             totales de cada año, o de cada período que está en su lugar, se publican, salvo los de una medida que es \
             parte de otra donde mostrarían que menos de k personas aún esperan. Cómo terminaron las solicitudes se oculta siempre en los años en que aún puede cambiar y en las sumas que los contienen, valga \
             lo que valga; sobre cómo cambia hasta entonces no se supone nada.",
            "Primary suppression: every count below k, zero included, and those of “not stated” like all others; except \
             for combinations in which, by the codebook, nobody can be: there, zero is published. Totals of \
             years, or of periods in their place, are published, except those of a measure that is part of another where \
             they would show that fewer than k persons still wait. How applications ended is always hidden for years \
             in which it may still change and in sums that include them, whatever its value; nothing is assumed about how \
             it changes until then.",
        ),
        Text::new(
            "Supresión complementaria: todas las tablas, lo que el libro de códigos declara de ellas y las \
             publicaciones anteriores son un solo problema. Para cada número oculto que pueda ser menor que k se \
             buscan otras tablas de enteros que concuerdan con lo publicado; lo que la más barata cambia se oculta \
             también. Al final se vuelve a publicar lo que no hizo falta. Una clave secreta sortea los precios y el \
             orden; sin ella, cualquiera puede repetir la elección.",
            "Complementary suppression: all tables, what the codebook declares of them, and earlier releases are \
             one problem. For each hidden number that could be below k, other tables of whole numbers are sought \
             that agree with what is published; whatever the cheapest one changes is hidden as well. In the end, \
             what was not needed is published again. A secret key draws the prices and the order; without one, anybody can \
             repeat the choice.",
        ),
        profile(certificate.profile),
    ]
}

fn profile(profile: Profile) -> Text {
    match profile {
        Profile::Provable => Text::new(
            "Se publican tablas por año, y por año y una dimensión más.",
            "Tables by year, and by year and one more dimension, are published.",
        ),
        Profile::Wide => Text::new(
            "Se publican también cruces de dos dimensiones. Tales tablas enlazadas pueden decir juntas lo que ninguna \
             dice sola: por eso se protegen y se atacan juntas.",
            "Crossings of two dimensions are published as well. Such linked tables can say together what none says \
             alone: that is why they are protected and attacked together.",
        ),
    }
}

fn checks(certificate: &Certificate, lang: Lang) -> Markup {
    let row = |check: &cube::certificate::Check| {
        let sample = check.sample.map(|most| match lang {
            Lang::Es => format!(
                " (en una muestra de a lo sumo {})",
                number::count(lang, most as u64)
            ),
            Lang::En => format!(
                " (of a sample of {} at most)",
                number::count(lang, most as u64)
            ),
        });
        let name = format!(
            "{}{}",
            describe_check(check.check).get(lang),
            sample.unwrap_or_default()
        );
        (name, vec![cell(number::count(lang, check.findings as u64))])
    };
    let earlier = match (certificate.earlier.as_slice(), lang) {
        ([], Lang::Es) => "No hubo publicaciones anteriores que tener en cuenta.".to_owned(),
        ([], Lang::En) => "There were no earlier releases to consider.".to_owned(),
        (names, Lang::Es) => format!(
            "Junto con las publicaciones anteriores: {}.",
            names.join(", ")
        ),
        (names, Lang::En) => format!("Together with the earlier releases: {}.", names.join(", ")),
    };
    html! {
        (table([CHECK, FINDINGS].map(|head| head.get(lang)), certificate.checks.iter().map(row)))
        p { (earlier) }
    }
}

fn describe_check(check: CheckName) -> Phrase {
    match check {
        CheckName::Threshold => Phrase(
            "Ningún conteo publicado es menor que k",
            "No published count is below k",
        ),
        CheckName::JointAttack => Phrase(
            "Ataque con todas las tablas y publicaciones a la vez: cotas enteras, eliminación, programación lineal \
             y búsqueda",
            "Attack on all tables and releases at once: whole-number bounds, elimination, linear programming and \
             search",
        ),
        CheckName::Insider => Phrase(
            "Registros cuyo titular podría deducir algo de otras personas; se retiró cada uno del registro, uno a la vez",
            "Records whose owner could derive something about other people; each was removed from the register in turn",
        ),
    }
}

fn describe_gap(gap: Gap) -> Phrase {
    match gap {
        Gap::MethodReplayed => Phrase(
            "Si alguien que repitiera este mismo método con otros registros obtendría las mismas celdas ocultas. \
             La promesa es sobre lo que demuestran los archivos, no sobre quien conoce cada paso del programa.",
            "Whether somebody who repeated this same method with other records would get the same hidden cells. \
             The promise is about what the files prove, not about somebody who knows each step of the program.",
        ),
        Gap::OutsideFacts => Phrase(
            "Lo que se sabe por otras fuentes. El ataque acepta una lista de datos impresos; esta publicación se \
             verificó sin ella.",
            "What is known from other sources. The attack accepts a list of facts in print; this release was \
             verified without one.",
        ),
        Gap::FourDimensions => Phrase(
            "Que las tablas alternativas sean sumas de una misma tabla con cuatro variables o más, o con tres variables de \
             varias publicaciones juntas. Con cada tres variables sí se contó: para cada tabla alternativa existe una \
             tabla de enteros de las tres juntas.",
            "That the alternative tables are sums of one table of four or more variables, or of three variables over \
             several releases together. Every three variables were reckoned with: for each alternative table there is \
             a whole-number table of the three together.",
        ),
        Gap::FinerTables => Phrase(
            "Que las tablas alternativas sean márgenes de una misma tabla con todas las variables. Se exige que \
             existan tablas de enteros para todo lo publicado en conjunto, no personas concretas detrás de ellas.",
            "That the alternative tables are margins of one table of all variables. What is demanded is that \
             whole-number tables exist for everything published together, not definite persons behind them.",
        ),
        Gap::Communities => Phrase(
            "Que no se reconozca a una comunidad. De eso se ocupa quien decide qué tablas no se publican.",
            "That no community is recognized. Those who decide which tables are not published take care of that.",
        ),
        Gap::SeveralRecords => Phrase(
            "Lo que podrían deducir varias personas si compartieran sus registros.",
            "What several people could derive if they shared their records.",
        ),
        Gap::OwnRecord => Phrase(
            "Lo que puede deducir de otras personas quien conoce su propio registro.",
            "What somebody who knows their own record can derive about other people.",
        ),
        Gap::EarlierInsider => Phrase(
            "Lo que quien conoce su propio registro puede deducir junto con publicaciones anteriores: desde \
             entonces hubo correcciones, o se verificó con otras publicaciones anteriores.",
            "What somebody who knows their own record can derive together with earlier releases: there were \
             corrections since then, or the check was made with other earlier releases.",
        ),
    }
}

fn proof(certificate: &Certificate) -> Vec<Text> {
    let mut proof = vec![
        Text::new(
            "Una tabla alternativa de enteros es una prueba: se vuelve a sumar, en aritmética entera, contra todo \
             lo publicado. Un resultado de programación lineal en coma flotante nunca basta para dar por segura \
             una celda; en la duda cuenta como hallazgo, y con un hallazgo no se publica.",
            "An alternative table of whole numbers is a proof: it is added up again, in whole-number arithmetic, \
             against everything published. A result of linear programming in floating point is never enough to \
             call a cell safe; in doubt it counts as a finding, and with a finding nothing is published.",
        ),
        Text::new(
            "La promesa no es sobre probabilidades: que un valor sea posible no dice cuán verosímil es. «Nada de \
             lo oculto puede deducirse» no es lo mismo que «nadie puede ser reconocido».",
            "The promise is not about probabilities: that a value is possible does not say how plausible it is. \
             “Nothing hidden can be derived” is not the same as “nobody can be recognized”.",
        ),
    ];
    proof.extend(certificate.whole_registers.map(whole_registers));
    proof
}

/// States for how many values a whole register was found.
fn whole_registers(percent: u8) -> Text {
    Text::new(
        format!(
            "Se buscaron también registros enteros: personas inventadas, con todas sus características, cuyas tablas \
             concuerdan con cada número de esta publicación, no con los de las anteriores. Se encontró uno para el {percent} % de los valores que los números \
             ocultos pueden tener; que no se encuentre no demuestra nada."
        ),
        format!(
            "Whole registers were sought as well: invented persons, with all attributes, whose tables agree with every \
             number of this release, not with those of earlier ones. One was found for {percent} % of the values that hidden numbers may have; that none is found \
             proves nothing."
        ),
    )
}
