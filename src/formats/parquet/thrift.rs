//! Writes the structures by which a Parquet file describes itself, in Thrift's compact protocol.

use crate::parquet::column::write_varint;

/// A value of a structure.
pub enum Value {
    /// A whole number of 32 bits, or one of a list of names.
    Small(i32),
    /// A whole number of 64 bits.
    Large(i64),
    /// A text.
    Text(String),
    /// Values of one kind.
    List(Vec<Value>),
    /// Another structure: its fields by their numbers, in order.
    Struct(Vec<(u8, Value)>),
}

/// The number by which the protocol knows a kind of value.
fn kind(value: &Value) -> u8 {
    match value {
        Value::Small(_) => 5,
        Value::Large(_) => 6,
        Value::Text(_) => 8,
        Value::List(_) => 9,
        Value::Struct(_) => 12,
    }
}

/// Writes a value.
pub fn write(value: &Value, into: &mut Vec<u8>) {
    match value {
        Value::Small(number) => write_varint(fold(i64::from(*number)), into),
        Value::Large(number) => write_varint(fold(*number), into),
        Value::Text(text) => {
            write_varint(text.len() as u64, into);
            into.extend(text.as_bytes());
        }
        Value::List(values) => {
            let of = values.first().map_or(12, kind);
            match u8::try_from(values.len()) {
                Ok(length @ 0..15) => into.push(length << 4 | of),
                _ => {
                    into.push(0xf0 | of);
                    write_varint(values.len() as u64, into);
                }
            }
            for value in values {
                write(value, into);
            }
        }
        Value::Struct(fields) => {
            let mut last = 0;
            for (number, value) in fields {
                // Numbers are told by how far they are from the one before; ours are never far.
                into.push((number - last) << 4 | kind(value));
                write(value, into);
                last = *number;
            }
            into.push(0);
        }
    }
}

/// Folds negative numbers between the positive ones, so that small ones take few bytes.
fn fold(number: i64) -> u64 {
    (number.wrapping_shl(1) ^ (number >> 63)).cast_unsigned()
}
