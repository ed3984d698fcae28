//! Reads structs from JSON objects into their places, with much less code than serde derives.
//!
//! Code that serde derives holds a whole struct back until all of its fields were read, and is made anew for each struct.
//! Here a struct exists before it is read, and only lists where its fields go; that makes the page smaller.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value};

/// What is wrong in a JSON text, after the names of the fields that lead there.
#[derive(Debug, PartialEq, Eq)]
pub struct Mistake(String);

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Mistake {
    /// Says that something else was expected.
    pub fn expected(what: &str) -> Mistake {
        Mistake(format!("{what} is expected"))
    }

    /// Says in which field it is.
    pub fn inside(self, field: &str) -> Mistake {
        Mistake(format!("{field}: {}", self.0))
    }
}

/// Can be read from a JSON value.
pub trait Read {
    /// Reads a value in place of this empty one.
    fn read(&mut self, value: Value) -> Result<(), Mistake>;
}

/// An object of which one field after the other is read. The first mistake is kept until the end.
pub struct Object {
    fields: Map<String, Value>,
    mistake: Option<Mistake>,
}

impl Object {
    /// Starts to read an object.
    pub fn open(value: Value) -> Result<Object, Mistake> {
        match value {
            Value::Object(fields) => Ok(Object {
                fields,
                mistake: None,
            }),
            _ => Err(Mistake::expected("an object")),
        }
    }

    /// Reads a field that must be there.
    pub fn needed(&mut self, name: &str, place: &mut dyn Read) {
        if !self.read(name, place) {
            self.keep(Mistake::expected("a value").inside(name));
        }
    }

    /// Reads a field that may be absent.
    pub fn optional(&mut self, name: &str, place: &mut dyn Read) {
        self.read(name, place);
    }

    /// Reads a field; whether it is there.
    fn read(&mut self, name: &str, place: &mut dyn Read) -> bool {
        let Some(value) = self.fields.remove(name) else {
            return false;
        };
        if let Err(mistake) = place.read(value) {
            self.keep(mistake.inside(name));
        }
        true
    }

    fn keep(&mut self, mistake: Mistake) {
        self.mistake.get_or_insert(mistake);
    }

    /// Ends an object in which nothing may be left.
    pub fn close(mut self) -> Result<(), Mistake> {
        if let Some(name) = self.fields.keys().next() {
            let mistake = Mistake::expected("no such field").inside(name);
            self.keep(mistake);
        }
        self.end()
    }

    /// Ends an object that may have other fields.
    pub fn end(self) -> Result<(), Mistake> {
        match self.mistake {
            Some(mistake) => Err(mistake),
            None => Ok(()),
        }
    }
}

/// Lists the fields of a struct: those that must be there, then those that may be absent. There may be no others, unless
/// it ends with `others`.
macro_rules! object {
    ($type:ident: $($needed:ident)*; $($optional:ident)*) => {
        $crate::objects::object!(close $type: $($needed)*; $($optional)*);
    };
    ($type:ident: $($needed:ident)*; $($optional:ident)*; others) => {
        $crate::objects::object!(end $type: $($needed)*; $($optional)*);
    };
    ($end:ident $type:ident: $($needed:ident)*; $($optional:ident)*) => {
        impl $crate::objects::Read for $type {
            fn read(&mut self, value: serde_json::Value) -> Result<(), $crate::objects::Mistake> {
                let $type { $($needed,)* $($optional,)* } = self;
                let mut object = $crate::objects::Object::open(value)?;
                $(object.needed(stringify!($needed), $needed);)*
                $(object.optional(stringify!($optional), $optional);)*
                object.$end()
            }
        }
    };
}
pub(crate) use object;

impl Read for String {
    fn read(&mut self, value: Value) -> Result<(), Mistake> {
        match value {
            Value::String(text) => *self = text,
            _ => return Err(Mistake::expected("a text")),
        }
        Ok(())
    }
}

impl Read for bool {
    fn read(&mut self, value: Value) -> Result<(), Mistake> {
        let truth = value.as_bool();
        *self = truth.ok_or_else(|| Mistake::expected("true or false"))?;
        Ok(())
    }
}

impl Read for u64 {
    fn read(&mut self, value: Value) -> Result<(), Mistake> {
        let number = value.as_u64();
        *self = number.ok_or_else(|| Mistake::expected("a whole number"))?;
        Ok(())
    }
}

impl Read for u16 {
    fn read(&mut self, value: Value) -> Result<(), Mistake> {
        let number = value.as_u64().and_then(|number| u16::try_from(number).ok());
        *self = number.ok_or_else(|| Mistake::expected("a year"))?;
        Ok(())
    }
}

/// Any value is read as nothing.
impl Read for () {
    fn read(&mut self, _: Value) -> Result<(), Mistake> {
        Ok(())
    }
}

impl<T: Read + Default> Read for Option<T> {
    fn read(&mut self, value: Value) -> Result<(), Mistake> {
        match value {
            Value::Null => Ok(()),
            value => self.insert(T::default()).read(value),
        }
    }
}

impl<T: Read + Default> Read for Vec<T> {
    fn read(&mut self, value: Value) -> Result<(), Mistake> {
        each_item(value, &mut |item| self.push_mut(T::default()).read(item))
    }
}

/// Reads each item of a list. What is the same for all types is here, so that the page has it once.
fn each_item(
    value: Value,
    read: &mut dyn FnMut(Value) -> Result<(), Mistake>,
) -> Result<(), Mistake> {
    let Value::Array(items) = value else {
        return Err(Mistake::expected("a list"));
    };
    for (at, item) in items.into_iter().enumerate() {
        read(item).map_err(|mistake| mistake.inside(&at.to_string()))?;
    }
    Ok(())
}

impl<T: Read + Default> Read for BTreeMap<String, T> {
    fn read(&mut self, value: Value) -> Result<(), Mistake> {
        each_field(value, &mut |name, field| {
            self.entry(name).or_default().read(field)
        })
    }
}

/// Reads each field of an object.
fn each_field(
    value: Value,
    read: &mut dyn FnMut(String, Value) -> Result<(), Mistake>,
) -> Result<(), Mistake> {
    for (name, field) in Object::open(value)?.fields {
        read(name.clone(), field).map_err(|mistake| mistake.inside(&name))?;
    }
    Ok(())
}

/// What is not known beforehand is read later.
impl Read for Map<String, Value> {
    fn read(&mut self, value: Value) -> Result<(), Mistake> {
        *self = Object::open(value)?.fields;
        Ok(())
    }
}

impl<A: Read, B: Read> Read for (A, B) {
    fn read(&mut self, value: Value) -> Result<(), Mistake> {
        match value {
            Value::Array(mut values) if values.len() == 2 => {
                self.1.read(values.pop().unwrap_or_default())?;
                self.0.read(values.pop().unwrap_or_default())
            }
            _ => Err(Mistake::expected("a pair")),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[derive(Debug, Default, PartialEq)]
    struct Point {
        x: u16,
        name: Option<String>,
        next: Vec<Point>,
        pairs: Vec<(String, u64)>,
        by_year: BTreeMap<String, bool>,
        old: (),
    }

    object!(Point: x; name next pairs by_year old);

    fn read(value: Value) -> Result<Point, String> {
        let mut point = Point::default();
        let read = point.read(value);
        read.map(|()| point).map_err(|mistake| mistake.to_string())
    }

    #[test]
    fn every_field_is_read() {
        let value = json!({
            "x": 1, "name": "a", "next": [{"x": 2, "name": null}], "pairs": [["b", 3]], "by_year": {"2020": true}, "old": [4],
        });
        let expected = Point {
            x: 1,
            name: Some("a".into()),
            next: vec![Point {
                x: 2,
                ..Point::default()
            }],
            pairs: vec![("b".into(), 3)],
            by_year: [("2020".into(), true)].into(),
            old: (),
        };
        assert_eq!(read(value), Ok(expected));
    }

    #[test]
    fn a_mistake_is_told_with_its_place() {
        let mistakes = [
            (json!([1]), "an object is expected"),
            (json!({}), "x: a value is expected"),
            (json!({"x": 65_536}), "x: a year is expected"),
            (json!({"x": -1}), "x: a year is expected"),
            (json!({"x": 1, "y": 2}), "y: no such field is expected"),
            (json!({"x": 1, "name": 2}), "name: a text is expected"),
            (json!({"x": 1, "next": {}}), "next: a list is expected"),
            (
                json!({"x": 1, "next": [{"x": 2}, {"x": "3"}]}),
                "next: 1: x: a year is expected",
            ),
            (
                json!({"x": 1, "pairs": [["a"]]}),
                "pairs: 0: a pair is expected",
            ),
            (
                json!({"x": 1, "pairs": [["a", 1.5]]}),
                "pairs: 0: a whole number is expected",
            ),
            (
                json!({"x": 1, "by_year": {"2020": 0}}),
                "by_year: 2020: true or false is expected",
            ),
        ];
        for (value, expected) in mistakes {
            assert_eq!(read(value), Err(expected.into()));
        }
    }
}
