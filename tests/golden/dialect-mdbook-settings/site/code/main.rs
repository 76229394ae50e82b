// ANCHOR: call_it
call_it();
// ANCHOR_END: call_it
// ANCHOR: call
fn call() {}
// ANCHOR_END: call
