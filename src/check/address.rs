//! What can be wrong with where a channel leads: the address of a mailbox, a page or a place, or a telephone number.

use email_address::EmailAddress;
use url::Url;

use super::flaw::About;
use crate::policy::{Channel, ChannelKind};

/// How many digits a number has, with those of its country: the most that E.164 allows, and fewer than any has.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// How many digits a short number has, which can be called within one country only: 112, 1400.
const SHORT: std::ops::RangeInclusive<usize> = 3..=6;

/// What is wrong with where a channel leads, with the key that it is about, and with what is concerned there.
pub fn wrong(channel: &Channel) -> Option<(&'static str, String, Option<About>)> {
    let Channel { id, kind, target, address, open_to, people: _, reading: _ } = channel;
    let unused = |what: &str| format!("channel `{id}` has {what} that its kind does not use");
    let lacks = |property: &str| Some(About::Lacks(property.to_owned()));
    let written = |text: &String| Some(About::Written(text.clone()));
    let target_of = |does: &str, fits: fn(&str) -> bool, otherwise: &str| match target {
        None => Some(("kind", format!("channel `{id}` {does} but has no target"), lacks("target"))),
        Some(target) if !fits(target) => Some(("target", format!("`{target}` is {otherwise}"), written(target))),
        Some(_) => None,
    };
    let no_target = || target.is_some().then(|| ("target", unused("a target"), target.as_ref().and_then(written)));
    let no_address = || (!address.is_empty()).then(|| ("address", unused("an address"), None));
    let lines = || match address.as_slice() {
        [] => None,
        [only] => {
            let message = format!("the address `{only}` has one line: give the town one of its own");
            Some(("address", message, written(only)))
        }
        lines => lines
            .iter()
            .find(|line| !is_line(line))
            .map(|line| ("address", format!("`{}` is no line of an address", line.escape_debug()), written(line))),
    };
    match kind {
        ChannelKind::Mail => target_of("takes mail", is_mail_address, "no mail address").or_else(no_address),
        ChannelKind::Web => target_of("opens a page", is_page_address, "no https address").or_else(no_address),
        ChannelKind::Phone => {
            let otherwise = "no telephone number: write it with its country, `+31 20 123 4567`, or a short one, `112`";
            target_of("is called", is_telephone_number, otherwise).or_else(no_address)
        }
        ChannelKind::Visit => no_target().or_else(lines),
        ChannelKind::Letter if address.is_empty() => {
            Some(("kind", format!("channel `{id}` takes letters but has no address"), lacks("address")))
        }
        ChannelKind::Letter => no_target().or_else(lines),
        ChannelKind::InApp | ChannelKind::InPerson | ChannelKind::Known => no_target().or_else(no_address),
        ChannelKind::Closed => no_target().or_else(no_address).or_else(|| {
            let message = format!("channel `{id}` is closed, and says to whom it is open");
            (!open_to.is_empty()).then_some(("open-to", message, None))
        }),
    }
}

/// Whether an address is one of a page on the web: `https:`, a host with a domain, no account, and written as a browser
/// would write it.
fn is_page_address(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| {
        let as_written = url.as_str() == address || url.as_str().strip_suffix('/') == Some(address);
        let has_domain =
            url.domain().is_some_and(|domain| domain.contains('.') && domain.split('.').all(|label| !label.is_empty()));
        url.scheme() == "https" && has_domain && url.username().is_empty() && url.password().is_none() && as_written
    })
}

/// Whether an address has the form that a message can be sent to, at a host with a domain.
fn is_mail_address(address: &str) -> bool {
    EmailAddress::is_valid(address) && address.rsplit_once('@').is_some_and(|(_, domain)| domain.contains('.'))
}

/// Whether a text is a number that a telephone calls, in groups of digits: with `+` and its country, as E.164 has it, so that
/// it can be called from anywhere; or a short number. Whether anybody has the number, no rule can tell. A library that knows
/// the numbering plan of each country is some forty crates and half a megabyte, and out of date with the next plan.
fn is_telephone_number(text: &str) -> bool {
    let (digits, count) = match text.strip_prefix('+') {
        // No country begins with 0.
        Some(digits) if !digits.starts_with('0') => (digits, DIGITS),
        Some(_) => return false,
        None => (text, SHORT),
    };
    let in_groups =
        digits.split([' ', '-']).all(|group| !group.is_empty() && group.chars().all(|c| c.is_ascii_digit()));
    in_groups && count.contains(&digits.chars().filter(char::is_ascii_digit).count())
}

/// Whether a text can be a line of an address: something to read, and no more than a line.
fn is_line(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.chars().any(char::is_control)
}
