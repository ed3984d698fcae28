//! Reads the elements of a written page. It knows as much of HTML as this site writes, and nothing of what it means.

use std::collections::BTreeMap;

/// An element, with all that is in it.
#[derive(Debug, Default)]
pub struct Element {
    pub tag: String,
    pub attributes: BTreeMap<String, String>,
    pub children: Vec<Node>,
}

/// What is in an element.
#[derive(Debug)]
pub enum Node {
    Element(Element),
    Text(String),
}

/// Elements that have no end.
const VOID: [&str; 7] = ["meta", "link", "br", "img", "input", "hr", "wbr"];
/// Elements whose content is no markup.
const RAW: [&str; 2] = ["script", "style"];

impl Element {
    /// Parses markup: an element without a name that contains all others.
    pub fn parse(html: &str) -> Element {
        let mut open = vec![Element::default()];
        let mut rest = html;
        while let Some(start) = rest.find('<') {
            add_text(&mut open, &rest[..start]);
            rest = &rest[start..];
            let end = match rest.strip_prefix("<!--") {
                Some(comment) => comment.find("-->").map(|end| end + 7),
                None => end_of_tag(rest).map(|end| end + 1),
            };
            let Some(end) = end else { break };
            let (tag, behind) = rest.split_at(end);
            rest = behind;
            if let Some(name) = tag.strip_prefix("</") {
                close(&mut open, name.trim_end_matches('>').trim());
            } else if !tag.starts_with("<!") {
                let is_whole = tag.ends_with("/>");
                let element = read_tag(tag);
                if RAW.contains(&element.tag.as_str()) {
                    let end = rest.find(&format!("</{}", element.tag));
                    rest = &rest[end.unwrap_or(rest.len())..];
                }
                let is_void = is_whole || VOID.contains(&element.tag.as_str());
                let name = element.tag.clone();
                open.push(element);
                if is_void {
                    close(&mut open, &name);
                }
            }
        }
        add_text(&mut open, rest);
        while open.len() > 1 {
            close_last(&mut open);
        }
        open.remove(0)
    }

    /// Whether it has a class.
    pub fn has_class(&self, class: &str) -> bool {
        let classes = self.attributes.get("class");
        classes.is_some_and(|classes| classes.split(' ').any(|one| one == class))
    }

    /// The value of an attribute, empty where there is none.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    /// The elements directly in it.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// All elements in it that are like this, from the first to the last; not those within another one found.
    pub fn find(&self, is_wanted: &dyn Fn(&Element) -> bool) -> Vec<&Element> {
        let mut found = Vec::new();
        for element in self.elements() {
            if is_wanted(element) {
                found.push(element);
            } else {
                found.extend(element.find(is_wanted));
            }
        }
        found
    }

    /// All elements in it with this tag, and this class unless it is empty.
    pub fn all(&self, tag: &str, class: &str) -> Vec<&Element> {
        self.find(&|one| one.tag == tag && (class.is_empty() || one.has_class(class)))
    }

    /// The first element in it with this tag and class.
    pub fn first(&self, tag: &str, class: &str) -> Option<&Element> {
        self.all(tag, class).into_iter().next()
    }

    /// Its text as it is seen, without what is only spoken.
    pub fn seen(&self) -> String {
        self.text(&|element| !element.has_class("spoken"))
    }

    /// All of its text.
    pub fn whole(&self) -> String {
        self.text(&|_| true)
    }

    /// The text of the elements in it that are like this, with single spaces.
    fn text(&self, is_wanted: &dyn Fn(&Element) -> bool) -> String {
        let mut text = String::new();
        for node in &self.children {
            match node {
                Node::Text(words) => text.push_str(words),
                Node::Element(element) if is_wanted(element) => {
                    text.push_str(&element.text(is_wanted));
                }
                Node::Element(_) => {}
            }
        }
        let words: Vec<&str> = text.split([' ', '\n']).collect();
        let words = words.into_iter().filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(" ")
    }
}

fn add_text(open: &mut [Element], text: &str) {
    if let Some(last) = open.last_mut().filter(|_| !text.is_empty()) {
        last.children.push(Node::Text(decode(text)));
    }
}

/// Closes the last element with this name, and those in it.
fn close(open: &mut Vec<Element>, name: &str) {
    if let Some(at) = open.iter().rposition(|element| element.tag == name) {
        while open.len() > at.max(1) {
            close_last(open);
        }
    }
}

fn close_last(open: &mut Vec<Element>) {
    if let Some(element) = open.pop()
        && let Some(outer) = open.last_mut()
    {
        outer.children.push(Node::Element(element));
    }
}

/// Finds the end of a tag: a `>` outside of quotes.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    None
}

fn read_tag(tag: &str) -> Element {
    let inside = tag
        .trim_start_matches('<')
        .trim_end_matches('>')
        .trim_end_matches('/');
    let (name, mut rest) = inside.split_once([' ', '\n']).unwrap_or((inside, ""));
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let end = rest.find(['=', ' ', '\n']).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        let Some(value) = behind.strip_prefix('=') else {
            attributes.insert(name.to_owned(), String::new());
            rest = behind;
            continue;
        };
        let (value, behind) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_once([' ', '\n']).unwrap_or((value, "")),
        };
        attributes.insert(name.to_owned(), decode(value));
        rest = behind;
    }
    Element {
        tag: name.to_owned(),
        attributes,
        children: vec![],
    }
}

fn decode(text: &str) -> String {
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (sign, letter)| {
        text.replace(sign, letter)
    })
}
