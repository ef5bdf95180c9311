//! From nouns to what people read: pure functions of what is shown and how it is viewed.

mod bars;
mod diff;
mod drawing;
mod explain;
mod finding;
mod hints;
mod list;
mod markdown;
mod status;
mod verdict;
mod view;
pub mod wrap;

pub use bars::bars;
pub use diff::{Side, beside_solution, diff};
pub use drawing::drawing;
pub use explain::{explain_list, explanation, found};
pub use finding::finding;
pub use hints::hints;
pub use list::{list, list_json};
pub use markdown::markdown;
pub use status::{status, steps};
pub use verdict::{Context, verdict};
pub use view::{Style, View};
