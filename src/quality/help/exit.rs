//! Says how to leave the site at once, what that cannot do, and how to delete what it leaves behind.
//!
//! The exit itself is a link of every page; `first.js` of the page's program blanks the page when it is followed.

use cube::{Catalog, Lang, Phrase};
use maud::{Markup, html};

use crate::parts::card;

const LEAVE: Phrase = Phrase("Salir al instante", "Leaving at once");
const LIMITS: Phrase = Phrase(
    "Lo que el botón no puede hacer",
    "What the button cannot do",
);
const TRACES: Phrase = Phrase("Cómo borrar el rastro", "How to delete what is left");

/// What the button does; `{}` is where it leads.
const BUTTON: [Phrase; 3] = [
    Phrase(
        "El botón «Ocultar sitio» está arriba en todas las páginas. Al presionarlo, la página queda en blanco al instante \
         y se abre otra: {}.",
        "The button “Hide this site” is at the top of every page. When you press it, the page is blank at once and another \
         one opens: {}.",
    ),
    Phrase(
        "La otra página toma el lugar de esta en el historial: el botón «Atrás» del navegador no vuelve a la página que se \
         ocultó.",
        "The other page takes the place of this one in the history: the browser’s Back button does not return to the page \
         that was hidden.",
    ),
    Phrase(
        "Con el teclado se llega al botón con la tecla Tab, y se presiona con Entrar. No hay otra tecla para salir.",
        "With the keyboard, Tab leads to the button and Enter presses it. There is no other key to leave.",
    ),
];

const CANNOT: [Phrase; 5] = [
    Phrase(
        "No borra el historial. Las páginas de este sitio que vio antes siguen en él, y «Atrás» puede llevar a ellas.",
        "It does not delete the history. Pages of this site that you saw before stay in it, and Back may lead to them.",
    ),
    Phrase(
        "No cierra otras pestañas ni borra lo que descargó: tablas e imágenes se quedan en la carpeta de descargas.",
        "It does not close other tabs or delete what you downloaded: tables and pictures stay in the downloads folder.",
    ),
    Phrase(
        "No oculta la visita a quien administra la red o la conexión, por ejemplo en el trabajo o en un café internet: puede \
         ver que se abrió este sitio.",
        "It does not hide the visit from whoever runs the network or the connection, for example at work or in an internet \
         café: they can see that this site was opened.",
    ),
    Phrase(
        "No sirve contra un programa espía en el teléfono o la computadora, que ve la pantalla y lo que se escribe.",
        "It is no use against spy software on the phone or the computer, which sees the screen and what is typed.",
    ),
    Phrase(
        "Sin JavaScript es un enlace común: la otra página se abre, y «Atrás» vuelve a esta.",
        "Without JavaScript it is an ordinary link: the other page opens, and Back returns to this one.",
    ),
];

const DELETE: [Phrase; 5] = [
    Phrase(
        "Si alguien revisa su teléfono o su computadora, lo más seguro es usar otro aparato: el de una persona de confianza \
         o el de una biblioteca.",
        "If somebody checks your phone or computer, the safest way is another device: that of a person you trust, or of a \
         library.",
    ),
    Phrase(
        "En una computadora, Ctrl + Mayús + Supr abre en la mayoría de los navegadores la ventana para borrar el historial; \
         en una Mac, está en el menú Historial. En un teléfono, el historial está en el menú del navegador.",
        "On a computer, Ctrl + Shift + Delete opens the window for deleting the history in most browsers; on a Mac, it is in \
         the menu History. On a phone, the history is in the browser’s menu.",
    ),
    Phrase(
        "Un historial vacío puede llamar la atención. Casi todos los navegadores dejan borrar solo las páginas de un sitio.",
        "An empty history may attract attention. Nearly all browsers let you delete the pages of one site only.",
    ),
    Phrase(
        "Borre también los archivos descargados, y vacíe la papelera.",
        "Delete downloaded files as well, and empty the bin.",
    ),
    Phrase(
        "Una ventana privada («de incógnito») no guarda historial en el aparato. No oculta nada a la red ni a un programa \
         espía.",
        "A private (“incognito”) window keeps no history on the device. It hides nothing from the network or from spy \
         software.",
    ),
];

/// Renders the three cards.
pub fn render(catalog: &Catalog, lang: Lang) -> Markup {
    let target = catalog.site.exit();
    let (_, address) = target.split_once("://").unwrap_or(("", target));
    let address = address.trim_end_matches('/');
    let list = |texts: &[Phrase]| {
        html! { ul.list { @for text in texts { li { (text.get(lang)) } } } }
    };
    let button = html! {
        @for text in BUTTON {
            @match text.get(lang).split_once("{}") {
                Some((before, after)) => { p { (before) b { (address) } (after) } }
                None => { p { (text.get(lang)) } }
            }
        }
    };
    html! {
        (card(LEAVE.get(lang), "", button))
        (card(LIMITS.get(lang), "", list(&CANNOT)))
        (card(TRACES.get(lang), "", list(&DELETE)))
    }
}
