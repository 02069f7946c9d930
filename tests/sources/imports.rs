//! Which modules a source names, in any of the ways that its language has for it.

/// The modules and items that a Rust source names, each as its path from the root of the crate. `own` is the path of the source's
/// module.
///
/// It knows lists (`crate::{policy, view::widget}`), other names (`crate::view as other`), `super::super`, and paths that stand
/// where they are used (`crate::view::widget(…)`). The root by itself, which would hide what is taken from it, is an empty path.
pub fn named(code: &str, own: &[String]) -> Vec<Vec<String>> {
    let tokens = tokens(code);
    let mut names = Vec::new();
    let mut in_use = false;
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).map_or("", |before| tokens[before]);
        let continues = before == "::" || before == "as";
        let roots = ["crate", "wegwijzer", "super", "self"].contains(token);
        if roots && !continues && (in_use || tokens.get(at + 1) == Some(&"::")) || before == "use" {
            add(&tokens[at..], Vec::new(), own, &mut names);
        }
        in_use = match *token {
            "use" => true,
            ";" => false,
            _ => in_use,
        };
    }
    names
}

/// Adds the paths of a tree, and gives how many tokens it has.
fn add(tokens: &[&str], mut path: Vec<String>, own: &[String], names: &mut Vec<Vec<String>>) -> usize {
    let mut at = 0;
    loop {
        match tokens.get(at) {
            Some(&"{") => {
                at += 1;
                while tokens.get(at).is_some_and(|token| *token != "}") {
                    at += add(&tokens[at..], path.clone(), own, names).max(1);
                    at += usize::from(tokens.get(at) == Some(&","));
                }
                return at + 1;
            }
            Some(token) if is_word(token) || *token == "*" => path.push((*token).to_owned()),
            _ => return at,
        }
        at += 1;
        if tokens.get(at) != Some(&"::") || tokens.get(at + 1).is_none_or(|next| *next == "<") {
            break;
        }
        at += 1;
    }
    names.push(from_root(&path, own));
    if tokens.get(at) == Some(&"as") { at + 2 } else { at }
}

fn from_root(path: &[String], own: &[String]) -> Vec<String> {
    let mut base = own.to_vec();
    for (at, part) in path.iter().enumerate() {
        match part.as_str() {
            "crate" | "wegwijzer" => base.clear(),
            "super" => drop(base.pop()),
            "self" => {}
            _ => return [&base, &path[at..]].concat(),
        }
    }
    base
}

/// The words, signs and `::` of a source.
fn tokens(code: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            _ if is_part(first) => rest.find(|c| !is_part(c)).unwrap_or(rest.len()),
            ':' if rest.starts_with("::") => 2,
            _ => first.len_utf8(),
        };
        tokens.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    tokens
}

fn is_part(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn is_word(token: &str) -> bool {
    token.starts_with(is_part)
}

/// What a script imports, as it says it. What is only known as the script runs is an empty text.
pub fn imported(code: &str) -> Vec<String> {
    let mut imports = Vec::new();
    for (at, word) in code.match_indices("import").chain(code.match_indices("from")) {
        let rest = &code[at + word.len()..];
        let within = |character: char| is_part(character) || character == '.';
        if code[..at].ends_with(within) || rest.starts_with(is_part) {
            continue;
        }
        let rest = rest.trim_start();
        let (rest, runs) = rest.strip_prefix('(').map_or((rest, false), |rest| (rest.trim_start(), true));
        match rest.chars().next().filter(|first| "\"'".contains(*first)) {
            Some(quote) => imports.extend(rest[1..].split(quote).next().map(str::to_owned)),
            None if runs => imports.push(String::new()),
            None => {}
        }
    }
    imports
}
