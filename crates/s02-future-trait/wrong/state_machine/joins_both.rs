//~ wrong-result in second_is_made_from_the_output_of_the_first
//~ eager-start in second_does_not_begin_before_the_first_is_ready
//! "`join` runs two futures, and saves time." The second one is made of what the first one finds, and
//! there is nothing to make it of yet.

use futures::future::join;

pub fn chain<A, B, F>(a: A, f: F) -> impl Future<Output = u64>
where
    A: Future<Output = u64>,
    F: FnOnce(u64) -> B,
    B: Future<Output = u64>,
{
    async move {
        let (a, b) = join(a, f(0)).await;
        a + b
    }
}
