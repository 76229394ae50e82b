l1
l2
l3
// ANCHOR: anch
in
// ANCHOR_END: anch
l7
