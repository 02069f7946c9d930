//! Markdown that is written.

/// A text as it can stand in a cell of a table: its characters, and nothing that Markdown reads.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '\n' => escaped.push(' '),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' => escaped.extend(['\\', character]),
            _ => escaped.push(character),
        }
    }
    escaped
}
