//! Bytes as text. Only UTF-8 is read; what else a file may be is named, with the way to save it.

use super::Slip;

const HOW_TO_SAVE: &str = "save it as UTF-8: in Notepad under Save as, Encoding; in Visual Studio Code by a click on the encoding, \
    at the bottom right, and Save with Encoding";

/// The text of a file. Windows line endings and a byte order mark are no slip, and stay in the text.
///
/// # Errors
///
/// The slip, and the text as far as it can be shown.
pub fn text(bytes: &[u8]) -> Result<String, (String, Slip)> {
    let whole = |text: String, what: &str| Err((text, Slip::at(0..0, what)));
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"{\\rtf") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        let what =
            "this is a document of a word processor: save it as plain text, in UTF-8, or write it in a text editor";
        return whole(String::new(), what);
    }
    if bytes.contains(&0) {
        return whole(utf16(bytes), &format!("this file is saved as UTF-16: {HOW_TO_SAVE}"));
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error,
    };
    let (valid, rest) = bytes.split_at_checked(error.valid_up_to()).unwrap_or((bytes, &[]));
    let mut text = String::from_utf8_lossy(valid).into_owned();
    let start = text.len();
    // What is no UTF-8 is most often Windows-1252, whose letters with accents are those of Latin-1.
    text.extend(rest.iter().map(|byte| char::from(*byte)));
    let letter = rest.first().map(|byte| char::from(*byte)).filter(|letter| letter.is_alphabetic());
    let such = letter.map(|letter| format!(", so letters such as `{letter}` cannot be read")).unwrap_or_default();
    let span = start..start + 'é'.len_utf8();
    Err((text, Slip::at(span, format!("this file is not saved as UTF-8{such}: {HOW_TO_SAVE}"))))
}

/// A text in UTF-16 of either order, for showing.
fn utf16(bytes: &[u8]) -> String {
    let is_big = bytes.first().is_some_and(|first| *first == 0 || *first == 0xfe);
    let units = bytes.chunks_exact(2).filter_map(|pair| {
        let pair = <[u8; 2]>::try_from(pair).ok()?;
        Some(if is_big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    });
    let text: String = char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')).collect();
    text.trim_start_matches('\u{feff}').to_owned()
}
