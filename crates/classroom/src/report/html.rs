use crate::class::Class;
use lang::Lang;
pub fn of(_: &Class, _: Lang) -> String {
    String::new()
}
