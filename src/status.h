/* Status: what a run's report comes to. */
#ifndef OFFPRINT_STATUS_H
#define OFFPRINT_STATUS_H

#include "base/report.h"
#include "offprint.h"

/* `made`: what was asked for came about. The gravest reason decides; with `strict` a
 * warning is one. */
enum offprint_status status_of(const struct report *report, bool made, bool strict);

/* Before a report is written: nothing fails without a word but for want of memory, which
 * then is the word. */
void status_explain(struct report *report, bool made, bool strict);

#endif
