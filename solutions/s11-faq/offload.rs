//! offload: the reference.

/// TODO: the signature of the stub, and an answer to be proud of.
pub async fn offload() {
    todo!("write the reference")
}
