//! Pages as others make them: how they lay out and colour what stands in them, what they do to their own page, and the
//! libraries that they use.

mod colour;
mod deploy;
mod layout;
mod libraries;
mod page;
