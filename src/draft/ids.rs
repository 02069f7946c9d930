//! Ids: from titles, and one that is still free.

use crate::check::structure::is_id;

/// The most characters of an id that is made of a title: a link is made of ids.
const LONGEST: usize = 40;

/// What an id is made of where a title has no letter that an id can have.
const NAMELESS: &str = "new";

/// An id for a thing with this title that no other one has: its words in small letters, without accents.
///
/// ```
/// use wegwijzer::draft::ids::of_title;
///
/// assert_eq!(of_title("Ben je de hoofdadmin?", &[]), "ben-je-de-hoofdadmin");
/// assert_eq!(of_title("Café Ørsted", &[]), "cafe-orsted");
/// assert_eq!(of_title("Ja", &["ja".to_owned()]), "ja-2");
/// ```
pub fn of_title(title: &str, taken: &[String]) -> String {
    let mut id = String::new();
    for word in folded(title).split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if !id.is_empty() && id.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.extend(word.chars().take(LONGEST));
    }
    free(if id.is_empty() { NAMELESS } else { &id }, taken)
}

/// The id where it is free, else the id with the first number that is.
pub fn free(id: &str, taken: &[String]) -> String {
    let numbered = (2..).map(|number: usize| format!("{id}-{number}"));
    std::iter::once(id.to_owned()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or_default()
}

/// Whether a text can be the id of a fact, which may be as lawyers number them: `F1`.
pub fn is_of_fact(text: &str) -> bool {
    is_id(&text.to_ascii_lowercase())
}

/// A text in small letters without accents. An apostrophe joins: “auto's” is one word.
fn folded(text: &str) -> String {
    let mut folded = String::new();
    for letter in text.to_lowercase().chars() {
        match letter {
            '\'' | '’' => {}
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => folded.push('a'),
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => folded.push('c'),
            'ď' | 'đ' | 'ð' => folded.push('d'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => folded.push('e'),
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => folded.push('g'),
            'ĥ' | 'ħ' => folded.push('h'),
            'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => folded.push('i'),
            'ĵ' => folded.push('j'),
            'ķ' => folded.push('k'),
            'ĺ' | 'ļ' | 'ľ' | 'ł' => folded.push('l'),
            'ñ' | 'ń' | 'ņ' | 'ň' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => folded.push('o'),
            'ŕ' | 'ŗ' | 'ř' => folded.push('r'),
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => folded.push('s'),
            'ţ' | 'ť' | 'ț' => folded.push('t'),
            'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => folded.push('u'),
            'ŵ' => folded.push('w'),
            'ý' | 'ÿ' | 'ŷ' => folded.push('y'),
            'ź' | 'ż' | 'ž' => folded.push('z'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            // What combines with the letter before it: an accent of its own.
            '\u{300}'..='\u{36f}' => {}
            _ => folded.push(letter),
        }
    }
    folded
}
