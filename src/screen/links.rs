//! The links that open a message or a call in a visitor's own program.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What RFC 3986 calls unreserved stays as it is; all else could be read as a part of the link.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A `mailto:` link to an address, with a subject and a text. Line ends are CRLF, as RFC 6068 has them; in the subject, where
/// a program for mail could take what follows for another field, they are spaces.
pub fn mail(address: &str, subject: &str, text: &str) -> String {
    let mut link = mail_to(address);
    link.push_str("?subject=");
    add(&mut link, subject, '\n', "%20");
    link.push_str("&body=");
    add(&mut link, text, '\n', "%0D%0A");
    link
}

/// A `mailto:` link to an address alone.
pub fn mail_to(address: &str) -> String {
    let mut link = "mailto:".to_owned();
    add(&mut link, address, '@', "@");
    link
}

/// Adds a text, each part of it encoded, with something of the link's own between the parts.
fn add(link: &mut String, text: &str, end: char, between: &str) {
    for (number, part) in text.split(end).enumerate() {
        if number > 0 {
            link.push_str(between);
        }
        link.extend(utf8_percent_encode(part, RESERVED));
    }
}

/// A `tel:` link to a number, as RFC 3966 has it: its digits, and the `+` of a number that holds everywhere.
pub fn call(number: &str) -> String {
    let mut link = "tel:".to_owned();
    for dialled in number.chars().filter(|c| c.is_ascii_digit() || *c == '+') {
        link.push(dialled);
    }
    link
}
